"""Tables as an Excel workbook, one sheet per table: reading."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.files import limits, workbook_child
from optimizer.files.findings import unreadable
from optimizer.files.sheet import Sheet

if TYPE_CHECKING:
    from optimizer.files.cell import Found

MEMORY_BYTES = 4096 * limits.MEBIBYTE
SECONDS = 120


def read_workbook(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook; formulas are refused, not calculated.

    Raises
    ------
    UnreadableFile
        If it is no workbook, is protected, or takes more memory or time than any
        workbook should.
    """
    content = limits.read_bytes(path)
    if not content:
        raise unreadable(path, "empty", "It is empty; a workbook was expected.")
    if not content.startswith(b"PK"):
        raise unreadable(path, "not_workbook", "It is not an Excel workbook (.xlsx).")
    answer = answer_of_child(path)
    if "sheets" not in answer:
        raise unreadable(path, answer["code"], answer["message"])
    return [sheet_of(path, sheet) for sheet in answer["sheets"]]


def answer_of_child(path: Path) -> dict[str, Any]:
    """Return what the reading process found."""
    numbers = (
        MEMORY_BYTES,
        SECONDS,
        limits.UNPACKED_BYTES,
        limits.ROWS,
        limits.COLUMNS,
    )
    command = [sys.executable, "-P", str(Path(workbook_child.__file__))]
    try:
        run = subprocess.run(
            [*command, str(path.resolve()), *map(str, numbers)],
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
        )
        answer = json.loads(run.stdout) if run.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        answer = None
    if not isinstance(answer, dict):
        message = (
            "Reading it takes more memory or time than a workbook should. Delete "
            "everything far from the tables, or save it anew."
        )
        raise unreadable(path, "too_large", message)
    return answer


def sheet_of(path: Path, read: dict[str, Any]) -> Sheet:
    """Return one sheet as the process found it, formulas in place of their results."""
    name = read["name"]
    rows = [[cell_of(cell) for cell in cells] for cells in read["rows"]]
    for cell, found in read["calculated"].items():
        row, column = position(cell)
        if row < limits.ROWS and column < limits.COLUMNS:
            rows.extend([] for _ in range(row + 1 - len(rows)))
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = found if found.startswith("=") else f"={found}"
    return Sheet(name, f"{path.name} {name}", list(enumerate(rows, start=1)))


def cell_of(read: Any) -> Found | None:  # noqa: ANN401
    """Return a cell; dates come in brackets."""
    if isinstance(read, list):
        text = read[0]
        return (
            date.fromisoformat(text)
            if len(text) == 10
            else datetime.fromisoformat(text)
        )
    found: Found | None = read
    return found


def position(cell: str) -> tuple[int, int]:
    """Return row and column, from 0, of a cell such as ``C7``."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]) - 1, column - 1
