"""What is asked of every skill against what there is of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report import charts, tables
from optimizer.report.grid import Kind, grid
from optimizer.report.page import Chart, Section
from optimizer.report.wording import count, listed

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.report.material import Material

COLUMNS = {
    "skill": ("Skill", Kind.TEXT),
    "demand": ("Hours asked for", Kind.HOURS),
    "elsewhere": ("Same people, other skills", Kind.HOURS),
    "capacity": ("Hours available", Kind.HOURS),
    "used": ("Used", Kind.PERCENT),
    "peak": ("Fullest from", Kind.DAY),
    "peak_used": ("Used then", Kind.PERCENT),
    "short": ("Short by", Kind.HOURS),
}


def skills(material: Material) -> Section | None:
    """Return demand and capacity by skill; None where nothing asks for people."""
    table = tables.skills(material.ledger)
    table = table[table.groupby("skill")["demand"].transform("sum") > 0]
    if table.empty:
        return None
    summary = tables.skill_summary(table)
    scarce = summary[summary["peak_used"] >= 1]["skill"].tolist()
    sentence = (
        f"{count(len(scarce), 'skill')} at the limit at least once: "
        f"{listed(scarce, 8)}."
        if scarce
        else "No skill is ever used to its limit."
    )
    chart = Chart(
        id="demand",
        title=f"Demand against capacity, hours per {material.period}",
        description=f"Columns of hours worked, a line of hours available. {sentence}",
        figures=_figures(table, summary),
        choice="Skill",
    )
    return Section(
        id="skills",
        title="Which skills are scarce",
        sentences=(sentence,),
        charts=(chart,),
        grids=(grid("Skills", summary, COLUMNS),),
    )


def _figures(table: pd.DataFrame, summary: pd.DataFrame) -> dict[str, object]:
    return {skill: charts.demand(table, skill) for skill in summary["skill"]}
