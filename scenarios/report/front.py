"""The page of the Pareto front of value, moves and cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.grid import Kind, grid, worded
from optimizer.report.page import Chart, Headline, Section
from optimizer.report.rendering import colophon
from optimizer.report.unwritten import Page
from optimizer.report.wording import count, noun_of
from scenarios.report.charts.front import front as drawn
from scenarios.tables.front import front as table_of

if TYPE_CHECKING:
    from scenarios.pareto.point import Front
    from scenarios.situation import Situation

COLUMNS = {
    "place": ("No.", Kind.NUMBER),
    "plan": ("Plan", Kind.TEXT),
    "net_value": ("Value, {unit}", Kind.NUMBER),
    "moves": ("Moves", Kind.NUMBER),
    "shift": ("Shift, {period}s", Kind.NUMBER),
    "cost": ("Cost", Kind.NUMBER),
    "projects_on_time": ("Projects on time", Kind.NUMBER),
    "balanced": ("Remark", Kind.TEXT),
    "proof": ("On the front", Kind.TEXT),
}


def front_page(found: Front, situation: Situation, scenario: str) -> Page:
    """Return the page of plans between which only taste decides."""
    portfolio = situation.portfolio
    plans = count(len(found.points), "plan")
    decision = (
        f"{plans} to choose from: each beats every other in something."
        if found.points
        else "There is no plan to choose."
    )
    return Page(
        scenario,
        f"Pareto front · {portfolio.name or 'Portfolio'}",
        Headline(decision, found.remarks),
        (_section(found, noun_of(portfolio.timeline.period)),),
        tuple(colophon(portfolio, None)),
    )


def _section(found: Front, period: str) -> Section | None:
    if not found.points:
        return None
    table = table_of(found)
    columns = worded(COLUMNS, unit=found.unit, period=period)
    chart = Chart(
        id="front-chart",
        title=f"Value in {found.unit} against moves; the larger, the more it costs",
        description="One numbered disc or square per plan; the table has the numbers.",
        figures={"": drawn(table, found.unit)},
    )
    return Section(
        id="front",
        title="Plans to choose from",
        sentences=(
            "The balanced plan falls least short of the best in everything at once.",
        ),
        charts=(chart,),
        grids=(grid("Plans", table, columns, always_open=True),),
    )
