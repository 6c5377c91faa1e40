"""A table as a page shows it: text for people, keys to sort by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from optimizer.report.wording import NOTHING, count, day, iso, number, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

MOST_ROWS = 1000
"""A page shows no more rows of one table, and says so."""

OPEN_ROWS = 12
"""A table with more rows starts folded, unless it is the point of its section."""


LONG_TEXT = 28
"""Characters from which on a text is set wide enough to be read in a few lines."""


class Kind(StrEnum):
    """How the contents of a column read."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    HOURS = "hours"
    PERCENT = "percent"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown, and what it sorts by where that differs."""

    text: str
    key: str | None = None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a page's table: where it comes from and how it reads."""

    source: str
    title: str
    kind: Kind

    @property
    def style(self) -> str:
        """How the column is set: *number* is flush right, *day* is never broken."""
        if self.kind in {Kind.NUMBER, Kind.HOURS, Kind.PERCENT}:
            return "number"
        return "day" if self.kind is Kind.DAY else ""

    def cell(self, content: Any) -> Cell:  # noqa: ANN401
        """Return one content of this column as people read it."""
        if content is None:
            return Cell(NOTHING, "", self.style)
        return READERS[self.kind](content)


@dataclass(frozen=True, slots=True)
class Grid:
    """A titled table, ready for the page.

    Attributes
    ----------
    open
        Whether it starts unfolded.
    faded
        Which rows are set back; a word in them must say why.
    contents
        What the rows are made from, also of those that a page does not show.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: str
    note: str = ""
    open: bool = True
    faded: frozenset[int] = frozenset()
    contents: tuple[tuple[Any, ...], ...] = ()

    def with_faded(self, rows: Iterable[bool]) -> Grid:
        """Return the table with those rows set back that are marked so."""
        marked = frozenset(place for place, faded in enumerate(rows) if faded)
        return replace(self, faded=marked)

    def with_note(self, note: str) -> Grid:
        """Return the table with a sentence below it, after its own."""
        return replace(self, note=f"{self.note} {note}".strip())


def _text(content: Any) -> Cell:  # noqa: ANN401
    text = ", ".join(content) if isinstance(content, tuple) else str(content)
    return Cell(text, style="long" if len(text) >= LONG_TEXT else "")


def _day(content: Any) -> Cell:  # noqa: ANN401
    return Cell(day(content), iso(content), "day")


def _number(content: Any, places: int = 2) -> Cell:  # noqa: ANN401
    text, key = number(float(content), places), f"{float(content):.10g}"
    return Cell(text, None if text == key else key, "number")


def _percent(content: Any) -> Cell:  # noqa: ANN401
    return Cell(percent(float(content), 1), f"{float(content):.10g}", "number")


def _yes_no(content: Any) -> Cell:  # noqa: ANN401
    return Cell("yes" if content else "no")


READERS: dict[Kind, Callable[[Any], Cell]] = {
    Kind.TEXT: _text,
    Kind.DAY: _day,
    Kind.NUMBER: _number,
    Kind.HOURS: partial(_number, places=1),
    Kind.PERCENT: _percent,
    Kind.YES_NO: _yes_no,
}


def worded(
    columns: dict[str, tuple[str, Kind]], **words: str
) -> dict[str, tuple[str, Kind]]:
    """Return columns with words such as a unit in the places of their titles."""
    return {
        source: (title.format(**words), kind)
        for source, (title, kind) in columns.items()
    }


def grid(
    title: str,
    table: pd.DataFrame,
    columns: dict[str, tuple[str, Kind]],
    *,
    always_open: bool = False,
) -> Grid:
    """Return the first rows of a table with these columns: source → title, kind."""
    chosen = tuple(Column(source, *rest) for source, rest in columns.items())
    shown = table[list(columns)]
    plain = shown.astype(object).where(shown.notna(), None)  # pandas has three nothings
    contents = tuple(plain.itertuples(index=False, name=None))
    rows = tuple(
        tuple(column.cell(content) for column, content in zip(chosen, row, strict=True))
        for row in contents[:MOST_ROWS]
    )
    note = (
        f"The first {number(MOST_ROWS)} of {number(len(table))} rows."
        if len(table) > MOST_ROWS
        else ""
    )
    unfolded = always_open or len(rows) <= OPEN_ROWS
    size = count(len(table), "row")
    return Grid(title, chosen, rows, size, note, unfolded, contents=contents)
