"""The parts of the documentation that are made from the definitions of the format.

``python -m optimizer.files.reference docs`` writes them anew.
"""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic_core import PydanticUndefined

from optimizer.files.json_text import indented
from optimizer.files.kinds import NONE_MARK, plain
from optimizer.files.schema import (
    field_of,
    outcome_schema,
    plan_schema,
    portfolio_schema,
)
from optimizer.files.table import Role, Shape
from optimizer.files.tables import TABLES

if TYPE_CHECKING:
    from optimizer.files.table import Column, Table

SCHEMAS = {
    "portfolio": portfolio_schema,
    "plan": plan_schema,
    "outcome": outcome_schema,
}
BEGIN = "<!-- tables: written by python -m optimizer.files.reference docs -->"
END = "<!-- end of tables -->"


def tables_text() -> str:
    """Return every table of the format with its columns, as Markdown."""
    return "\n".join(table_text(table) for table in TABLES)


def table_text(table: Table) -> str:
    """Return one table as Markdown."""
    lines = [
        f"### {table.title}",
        "",
        f"{table.says} JSON: {json_paths(table)}. CSV: `{table.name}.csv`.",
        "",
        "| column | JSON field | type | default | meaning |",
        "|---|---|---|---|---|",
        *(column_text(table, column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def column_text(table: Table, column: Column) -> str:
    """Return one column as a row of a Markdown table."""
    cells = (
        f"`{column.name}`",
        json_field(table, column),
        kind_text(column),
        default_text(table, column),
        column.says,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def json_paths(table: Table) -> str:
    """Return where the rows of a table stand in JSON."""
    step = {Shape.ONE: "", Shape.ROWS: "[]", Shape.ENTRIES: "{}"}[table.shape]
    field = f"{table.field}{step}"
    if not table.field:
        return "the document itself"
    paths = [f"{path}.{field}".lstrip(".") for path in owner_paths(table)]
    return " and ".join(f"`{path}`" for path in paths)


def owner_paths(table: Table) -> list[str]:
    """Return where the things that own the rows of a table stand in JSON."""
    if not table.owner:
        return [""]
    paths = []
    for owner in TABLES:
        names = len(table.of_role(Role.OWNER))
        if owner.naming == table.owner and len(owner.key) <= names:
            step = "[]" if owner.shape is Shape.ROWS else ""
            branch = f".{owner.branch}" if owner.branch else ""
            paths += [
                f"{path}.{owner.field}{step}{branch}".lstrip(".")
                for path in owner_paths(owner)
            ]
    return paths


def json_field(table: Table, column: Column) -> str:
    """Return what a column is in JSON."""
    words = {
        Role.OWNER: "(by nesting)",
        Role.KEY: "(the key)",
        Role.SPREAD_KEY: f"`{table.spread}` (the key)",
        Role.SPREAD_VALUE: f"`{table.spread}` (the value)",
        Role.ORDER: "(the order)",
        Role.VALUE: "(the value)",
        Role.EXTRA: "none",
    }
    if column.kind is NONE_MARK:
        return f"`{column.name}`: []"
    return words.get(column.role, f"`{'.'.join(column.path)}`")


def kind_text(column: Column) -> str:
    """Return the type and unit of a column."""
    kind = column.kind
    if kind.choices:
        return " / ".join(f"`{choice}`" for choice in kind.choices)
    return f"{kind.name}, {kind.unit}" if kind.unit else kind.name


def default_text(table: Table, column: Column) -> str:
    """Return what a blank cell means."""
    if column.required:
        return "required"
    if column.role is not Role.FIELD:
        return "—"
    model, name = field_of(table, column)
    default = model.model_fields[name].get_default(call_default_factory=True)
    if isinstance(default, StrEnum):
        return f"`{default}`"
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, Decimal):
        return f"{plain(default)}"
    return "—" if default in (None, "", (), PydanticUndefined) else f"{default}"


def with_tables(page: str) -> str:
    """Return the page of the format with its tables written anew."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n\n{tables_text()}\n{END}", page)


def main() -> None:
    """Write the schemas and the tables of the page of the format."""
    folder = Path(sys.argv[1])
    for name, schema in SCHEMAS.items():
        (folder / "schema" / f"{name}.json").write_bytes(indented(schema()))
    page = folder / "format.md"
    page.write_text(with_tables(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
