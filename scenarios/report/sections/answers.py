"""The plans side by side: measures, and what each project delivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.grid import Kind, grid, worded
from optimizer.report.page import Chart, Section
from optimizer.report.wording import count
from scenarios.comparison.comparison import Standing
from scenarios.report.charts.value_by_project import value_by_project
from scenarios.tables.answers import rivals
from scenarios.tables.dossier import ANSWERS, VALUES

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.report.grid import Grid
    from scenarios.comparison.comparison import Comparison

COLUMNS = {
    "plan": ("Plan", Kind.TEXT),
    "net_value": ("Value, {unit}", Kind.NUMBER),
    "at_most": ("At most", Kind.NUMBER),
    "less_than_best": ("Less than best", Kind.NUMBER),
    "punctual": ("On time", Kind.NUMBER),
    "running": ("of running", Kind.NUMBER),
    "moves": ("Moves", Kind.NUMBER),
    "releases": ("Releases", Kind.NUMBER),
    "shift": ("Shift, {period}s", Kind.NUMBER),
    "dropped": ("Packages dropped", Kind.NUMBER),
    "cost": ("Cost", Kind.NUMBER),
    "extra_cost": ("Extra cost", Kind.NUMBER),
    "overload": ("Hours overbooked", Kind.NUMBER),
    "proof": ("Proof", Kind.TEXT),
    "rules": ("Rules", Kind.TEXT),
    "remark": ("Remark", Kind.TEXT),
}


def answers(
    comparison: Comparison, tables: dict[str, pd.DataFrame], period: str
) -> Section:
    """Return the table of measures and the value by project."""
    values = tables[VALUES]
    chart = Chart(
        id="value-by-project",
        title=f"Value by project, in {comparison.unit}",
        description="One bar per plan, one part per project, the net value at its "
        "end. The table has the numbers.",
        figures={"": value_by_project(values, comparison.unit)},
    )
    return Section(
        id="answers",
        title="The plans side by side",
        sentences=tuple(_sentences(comparison)),
        charts=(chart,),
        grids=(measures(comparison, tables, period), _values(values)),
    )


def _sentences(comparison: Comparison) -> list[str]:
    dominated = [one for one in comparison.candidates if rivals(one)]
    told = [
        "At most is what no such plan can pass; where it equals the value, that is "
        "proven best. Moves, shift and releases count against the running plan."
    ]
    if dominated:
        told.append(
            f"{count(len(dominated), 'plan is', 'plans are')} dominated and set back: "
            "another one is as good in value, moves, shift, cost and overbooking, and "
            "better in one of them."
        )
    return told


def measures(
    comparison: Comparison, tables: dict[str, pd.DataFrame], period: str
) -> Grid:
    """Return the measures; what nobody should choose is set back."""
    table = tables[ANSWERS]
    telling = {
        source: column
        for source, column in COLUMNS.items()
        if _says_something(table[source])
    }
    columns = worded(telling, unit=comparison.unit, period=period)
    shown = grid(ANSWERS, table, columns, always_open=True)
    return shown.with_faded(
        one.standing is not Standing.ACCEPTED or bool(rivals(one))
        for one in comparison.candidates
    )


def _says_something(column: pd.Series[float] | pd.Series[str]) -> bool:
    """Return whether a column is worth its place: not empty, and not 0 throughout."""
    return any(bool(content) for content in column.dropna())


def _values(values: pd.DataFrame) -> Grid:
    columns = {"item": ("Project or offer", Kind.TEXT), "name": ("Name", Kind.TEXT)}
    plans = {str(plan): (str(plan), Kind.NUMBER) for plan in values.columns[2:]}
    note = "The last row is the sum of those above it."
    return grid(VALUES, values, columns | plans, always_open=True).with_note(note)
