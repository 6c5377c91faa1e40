"""What an archive holds: a manifest, and the rows of each table as lines of JSON."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from api.storage.columns import Moment
from api.storage.tables import Base
from optimizer.portfolio.base import DomainModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

MANIFEST = "manifest.json"
PASSING = frozenset({"attempts", "sessions", "sign_ins", "workers"})
"""Tables of what holds for a while only; after a restore everybody signs in again."""


class Part(DomainModel):
    """One table of an archive.

    Attributes
    ----------
    sha256
        Of its lines.
    """

    table: str
    rows: int
    sha256: str


class Manifest(DomainModel):
    """What the archive is of, and how to know that it is whole.

    Attributes
    ----------
    db_schema
        Name of the schema that its tables have.
    """

    format: Literal[1] = 1
    db_schema: str
    quarterdeck: str
    made_at: datetime
    parts: tuple[Part, ...]


def kept_tables() -> list[Table]:
    """Return the tables that an archive holds, each after those it refers to."""
    return [one for one in Base.metadata.sorted_tables if one.name not in PASSING]


def member(table: str) -> str:
    """Return the name of a table's lines in the archive."""
    return f"tables/{table}.jsonl"


def line_of(row: Mapping[str, Any]) -> bytes:
    """Return a row as a line."""
    cells = {
        name: cell.isoformat() if isinstance(cell, datetime) else cell
        for name, cell in row.items()
    }
    return json.dumps(cells, separators=(",", ":")).encode() + b"\n"


def row_of(table: Table, line: bytes) -> dict[str, Any]:
    """Return the row that a line holds."""
    cells: dict[str, Any] = json.loads(line)
    for name, cell in cells.items():
        if cell is not None and isinstance(table.c[name].type, Moment):
            cells[name] = datetime.fromisoformat(cell)
    return cells
