"""The page of a curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.page import Headline
from optimizer.report.rendering import colophon
from optimizer.report.unwritten import Page
from optimizer.report.wording import count, money
from scenarios.moves.knee import knee
from scenarios.report.sections.curve import curve as section
from scenarios.tables.curve import curve as points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.curve import Curve, CurvePoint
    from scenarios.situation import Situation


def curve_page(sweep: Curve, situation: Situation, scenario: str) -> Page:
    """Return the page of a sweep over one number."""
    portfolio = situation.portfolio
    title = f"Value by {sweep.of}"
    table = points(sweep, knee(sweep))
    sentences = tuple(_sentences(sweep, portfolio.value_unit))
    return Page(
        scenario,
        f"Curve · {portfolio.name or 'Portfolio'}",
        Headline(f"{title}: {count(len(table), 'number')} asked.", sentences),
        (section(sweep, table, title, portfolio.value_unit),),
        tuple(colophon(portfolio, None)),
    )


def _sentences(sweep: Curve, unit: str) -> Iterator[str]:
    """Yield where the curve begins and ends, and where it gains most."""
    known = [point for point in sweep.points if point.net_value.low is not None]
    impossible = [p for p in sweep.points if p.status == "infeasible"]
    if impossible:
        listed = ", ".join(point.label for point in impossible)
        yield f"Impossible, proven: {listed}."
    if not known:
        yield "No plan was found at any of them."
        return
    yield f"At {known[0].label} the best is {_worth(known[0], unit)}."
    if len(known) > 1:
        yield f"At {known[-1].label} it is {_worth(known[-1], unit)}."


def _worth(point: CurvePoint, unit: str) -> str:
    low, high = point.net_value.low, point.net_value.high
    value = money(float(low or 0), unit)
    if point.net_value.proven:
        return f"{value}, proven"
    return f"{value}, at most {'?' if high is None else money(float(high), unit)}"
