"""The page of a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.report.page import Headline
from optimizer.report.rendering import colophon
from optimizer.report.unwritten import Page
from optimizer.report.wording import count
from scenarios.moves.knee import knee
from scenarios.report.sections.curve import curve as section
from scenarios.tables.curve import curve as points
from scenarios.wording import worth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.curve import Curve
    from scenarios.situation import Situation


def curve_page(sweep: Curve, situation: Situation, scenario: str) -> Page:
    """Return the page of a sweep over one number."""
    portfolio = situation.portfolio
    title = f"Value by {sweep.of}"
    table = points(sweep, knee(sweep))
    decision = f"{title}: {_reach(sweep, portfolio.value_unit)}."
    return Page(
        scenario,
        f"Curve · {portfolio.name or 'Portfolio'}",
        Headline(decision, tuple(_sentences(sweep))),
        (section(sweep, table, title, portfolio.value_unit),),
        tuple(colophon(portfolio, None)),
    )


def _reach(sweep: Curve, unit: str) -> str:
    """Return what the best plan is worth at both ends."""
    known = [point for point in sweep.points if point.net_value.low is not None]
    if not known:
        return "no plan was found at any number"
    ends = dict.fromkeys((0, len(known) - 1))
    return ", ".join(
        f"{worth(known[end].net_value, unit)} at {known[end].label}" for end in ends
    )


def _sentences(sweep: Curve) -> Iterator[str]:
    """Yield where nothing is possible, and how much of the curve is proven."""
    impossible = [p.label for p in sweep.points if p.status == SolveStatus.INFEASIBLE]
    if impossible:
        yield f"Impossible, proven: {', '.join(impossible)}."
    asked = len(sweep.points) - len(impossible)
    proven = sum(point.net_value.proven for point in sweep.points)
    if asked:
        values = count(asked, "value")
        yield (
            f"{values}, all proven."
            if proven == asked
            else f"{values}, {proven} proven."
        )
