"""What was decided, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import charts
from optimizer.report.grid import Kind, grid
from optimizer.report.page import Chart, Section
from optimizer.report.wording import money

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.report.material import Material

COLUMNS = {
    "project": ("Project", Kind.TEXT),
    "name": ("Name", Kind.TEXT),
    "selected": ("Runs", Kind.YES_NO),
    "delivered": ("Delivered", Kind.NUMBER),
    "full_value": ("Full value", Kind.NUMBER),
    "lost_by_delay": ("Lost by delay", Kind.NUMBER),
    "lost_by_dropping": ("Lost by dropping", Kind.NUMBER),
    "first": ("Starts", Kind.DAY),
    "last": ("Ends", Kind.DAY),
    "due": ("Due", Kind.DAY),
    "periods_late": ("Late by", Kind.NUMBER),
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
        grids=(grid("Projects", projects, _columns(projects)),),
    )


def _columns(projects: pd.DataFrame) -> dict[str, tuple[str, Kind]]:
    """Return the columns without losses that nobody has."""
    losses = ("lost_by_delay", "lost_by_dropping")
    idle = {name for name in losses if not projects[name].any()}
    return {name: column for name, column in COLUMNS.items() if name not in idle}
