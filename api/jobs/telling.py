"""What is told of a result: sentences, charts and tables, as a value that is kept.

It is made once, where the answer is found. Pages, charts and reports are written from
it, so that whoever shows a result needs neither the engine nor the portfolio.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Self

from optimizer.portfolio.base import DomainModel
from optimizer.report.grid import Cell, Column, Grid, Kind
from optimizer.report.wording import iso

if TYPE_CHECKING:
    from optimizer.report.page import Chart, Section

Content = int | float | bool | str | None
"""What a cell holds: a number, yes or no, text; a day as ``2026-12-31``."""


class ToldColumn(DomainModel):
    """One column of a table.

    Attributes
    ----------
    source
        What it is called in the tables of Quarterdeck.
    kind
        How its contents read: *percent* is a share, of which 1 is all.
    """

    source: str
    title: str
    kind: Kind

    @property
    def column(self) -> Column:
        """The same, as pages show it."""
        return Column(self.source, self.title, self.kind)


class ToldGrid(DomainModel):
    """A table.

    Attributes
    ----------
    rows
        All of them, as contents and not as text.
    shown
        So many rows a page shows; `note` says so where that is not all.
    open
        Whether it starts unfolded.
    faded
        Numbers of the rows that are set back, from 0; a word in them says why.
    """

    title: str
    columns: tuple[ToldColumn, ...]
    rows: tuple[tuple[Content, ...], ...]
    shown: int
    size: str
    note: str = ""
    open: bool = True
    faded: tuple[int, ...] = ()

    @classmethod
    def of(cls, grid: Grid) -> Self:
        """Return the table of a page."""
        columns = tuple(
            ToldColumn(source=one.source, title=one.title, kind=one.kind)
            for one in grid.columns
        )
        return cls(
            title=grid.title,
            columns=columns,
            rows=tuple(_contents(row, grid.columns) for row in grid.contents),
            shown=len(grid.rows),
            size=grid.size,
            note=grid.note,
            open=grid.open,
            faded=tuple(sorted(grid.faded)),
        )

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that a page shows, as people read them, with keys to sort by."""
        columns = [one.column for one in self.columns]
        return tuple(
            tuple(
                column.cell(_again(content, column))
                for column, content in zip(columns, row, strict=True)
            )
            for row in self.rows[: self.shown]
        )

    def grid(self) -> Grid:
        """Return the same as part of a page."""
        return Grid(
            title=self.title,
            columns=tuple(one.column for one in self.columns),
            rows=self.cells,
            size=self.size,
            note=self.note,
            open=self.open,
            faded=frozenset(self.faded),
            contents=self.rows,
        )


class ToldFigure(DomainModel):
    """One figure of a chart.

    Attributes
    ----------
    name
        Unique in a telling, and part of an address: ``value``, ``demand-2``.
    choice
        What the reader chooses to see it; empty where it is the only one.
    height
        In pixels.
    """

    name: str
    choice: str
    height: int


class ToldChart(DomainModel):
    """One place for a figure, or for one of several that the reader chooses from.

    Attributes
    ----------
    description
        What the chart shows, for those who cannot see it.
    choice
        What is chosen, such as *Skill*.
    wide
        Scrolls sideways on small screens, instead of shrinking.
    """

    id: str
    title: str
    description: str
    choice: str = ""
    wide: bool = False
    figures: tuple[ToldFigure, ...]

    @classmethod
    def of(cls, chart: Chart) -> Self:
        """Return the chart of a page, without its figures."""
        several = len(chart.figures) > 1
        figures = tuple(
            ToldFigure(
                name=f"{chart.id}-{number}" if several else chart.id,
                choice=choice,
                height=int(figure.layout.height),
            )
            for number, (choice, figure) in enumerate(chart.figures.items(), 1)
        )
        return cls(
            id=chart.id,
            title=chart.title,
            description=chart.description,
            choice=chart.choice,
            wide=chart.wide,
            figures=figures,
        )


class ToldSection(DomainModel):
    """A titled part: sentences, charts, tables."""

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    charts: tuple[ToldChart, ...] = ()
    grids: tuple[ToldGrid, ...] = ()

    @classmethod
    def of(cls, section: Section) -> Self:
        """Return the section of a page, without its figures."""
        return cls(
            id=section.id,
            title=section.title,
            sentences=section.sentences,
            charts=tuple(map(ToldChart.of, section.charts)),
            grids=tuple(map(ToldGrid.of, section.grids)),
        )


class ToldAmount(DomainModel):
    """One number of the headline; `mood` is good, bad or nothing."""

    title: str
    amount: str
    remark: str = ""
    mood: str = ""


class Telling(DomainModel):
    """What is told of a result.

    Attributes
    ----------
    eyebrow
        What kind of result it is, above the title.
    decision
        The answer in one sentence; `mood` is bad where it is bad news.
    sentences
        A few more.
    amounts
        The key figures.
    colophon
        What it was made from, at the foot.
    """

    format: Literal[1] = 1
    title: str
    eyebrow: str
    decision: str
    mood: str = ""
    sentences: tuple[str, ...] = ()
    amounts: tuple[ToldAmount, ...] = ()
    sections: tuple[ToldSection, ...] = ()
    colophon: tuple[str, ...] = ()

    @property
    def charts(self) -> tuple[ToldChart, ...]:
        """All charts, in the order of the sections."""
        return tuple(chart for one in self.sections for chart in one.charts)

    @property
    def grids(self) -> tuple[ToldGrid, ...]:
        """All tables, in the order of the sections."""
        return tuple(grid for one in self.sections for grid in one.grids)


class Told(DomainModel):
    """A telling with its figures.

    Attributes
    ----------
    figures
        By name, as JSON that Plotly draws as it is.
    """

    telling: Telling
    figures: dict[str, str]


def _contents(row: tuple[Any, ...], columns: tuple[Column, ...]) -> tuple[Content, ...]:
    return tuple(
        _content(content, column) for content, column in zip(row, columns, strict=True)
    )


def _content(content: Any, column: Column) -> Content:  # noqa: ANN401 - of any table
    """Return what a cell of a table holds, as JSON has it."""
    if content is None:
        return None
    match column.kind:
        case Kind.TEXT:
            return ", ".join(content) if isinstance(content, tuple) else str(content)
        case Kind.DAY:
            return iso(content)
        case Kind.YES_NO:
            return bool(content)
        case _:
            number = float(content)
            return int(number) if number.is_integer() else number


def _again(content: Content, column: Column) -> Content | date:
    """Return a content as the tables of a page have it."""
    if column.kind is Kind.DAY and isinstance(content, str):
        return date.fromisoformat(content)
    return content
