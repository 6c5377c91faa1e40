"""Headlines and sections of a page as text in a terminal; charts are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.report.grid import Grid
    from optimizer.report.page import Headline, Section

MOOD = {"bad": "bold red", "good": "bold green", "": "bold"}


def told(headline: Headline, sections: Iterable[Section | None]) -> RenderableType:
    """Return what a page says, without its charts and the tables that it folds."""
    parts: list[RenderableType] = [told_headline(headline)]
    for section in sections:
        if section is not None:
            parts += [Text(""), *_section(section)]
    return Group(*parts)


def told_headline(headline: Headline) -> RenderableType:
    """Return the answer and the sentences after it."""
    sentences = (Text(f"  {sentence}") for sentence in headline.sentences)
    return Group(Text(headline.decision, style=MOOD[headline.mood]), *sentences)


def _section(section: Section) -> Iterator[RenderableType]:
    yield Text(section.title, style="bold")
    yield from (Text(f"  {sentence}") for sentence in section.sentences)
    for grid in section.grids:
        if grid.open:
            yield told_grid(grid)
        else:
            yield Text(f"  {grid.title}: {grid.size}, in the report", style="dim")


def told_grid(grid: Grid) -> Table:
    """Return a table, its rows that are set back dimmed."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in grid.columns:
        flush_right = column.style == "number"
        table.add_column(column.title, justify="right" if flush_right else "left")
    for place, row in enumerate(grid.rows):
        style = "dim" if place in grid.faded else ""
        table.add_row(*(Text(cell.text) for cell in row), style=style)
    return table
