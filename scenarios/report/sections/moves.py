"""What changes against the running plan, line by line, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.grid import Kind, grid
from optimizer.report.page import Section
from optimizer.report.wording import count
from scenarios.tables.dossier import MOVES

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "what": ("What changes", Kind.TEXT),
    "project": ("Project", Kind.TEXT),
    "first": ("From", Kind.DAY),
    "last": ("To", Kind.DAY),
    "instead_of": ("Planned, or now on", Kind.TEXT),
    "periods": ("Shift, {period}s", Kind.NUMBER),
    "because": ("Because", Kind.TEXT),
}


def moves(table: pd.DataFrame, period: str) -> Section:
    """Return the list; it says so where nothing changes."""
    if table.empty:
        sentence = "Nothing changes: same packages, same dates, same people."
        return Section("moves", "What changes, and why", (sentence,))
    joins, leaves = (int((table["change"] == it).sum()) for it in ("joins", "leaves"))
    sentence = (
        f"{count(joins, 'move')} (somebody joins a package that they were not planned "
        f"on), {count(leaves, 'release')} (somebody leaves one); the rest are dates. "
        "Every reason was tried out with the checker: all else as it is, only this "
        "done otherwise."
    )
    columns = {
        source: (title.format(period=period), kind)
        for source, (title, kind) in COLUMNS.items()
    }
    shown = grid(MOVES, table, columns, always_open=True)
    return Section("moves", "What changes, and why", (sentence,), grids=(shown,))
