"""What was decided, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import charts
from optimizer.report.grid import Kind, grid
from optimizer.report.page import Chart, Section
from optimizer.report.wording import money

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.report.grid import Grid
    from optimizer.report.material import Material

COLUMNS = {
    "project": ("Project", Kind.TEXT),
    "name": ("Name", Kind.TEXT),
    "selected": ("Runs", Kind.YES_NO),
    "delivered": ("Delivered", Kind.NUMBER),
    "full_value": ("Of", Kind.NUMBER),
    "lost": ("Lost", Kind.NUMBER),
    "first": ("Starts", Kind.DAY),
    "last": ("Ends", Kind.DAY),
    "due": ("Due", Kind.DAY),
    "why": ("Why", Kind.TEXT),
}


def decisions(material: Material) -> Section:
    """Return the projects with their value."""
    projects, unit = material.projects, material.unit
    delay = float(projects["lost_by_delay"].sum())
    dropping = float(projects["lost_by_dropping"].sum())
    sentence = (
        f"Lost by delay: {money(delay, unit)}. Lost by dropping projects: "
        f"{money(dropping, unit)}."
        if delay or dropping
        else "No value is lost, neither by delay nor by dropping a project."
    )
    chart = Chart(
        id="value",
        title=f"Value delivered and lost by project, in {unit}",
        description=f"Stacked bars by project. {sentence} The table has the numbers.",
        figures={"": charts.value(projects, unit)},
    )
    return Section(
        id="decisions",
        title="What was decided",
        sentences=(sentence,),
        charts=(chart,),
        grids=(_projects(projects),),
    )


def _projects(projects: pd.DataFrame) -> Grid:
    """Return the table; a project loses by delay or by dropping, never by both."""
    lost = projects["lost_by_delay"] + projects["lost_by_dropping"]
    columns = {name: c for name, c in COLUMNS.items() if name != "lost" or lost.any()}
    return grid("Projects", projects.assign(lost=lost), columns)
