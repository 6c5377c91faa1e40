"""The page of a move list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.page import Headline
from optimizer.report.rendering import colophon
from optimizer.report.unwritten import Page
from optimizer.report.wording import count, noun_of
from scenarios.report.sections.moves import moves as section
from scenarios.tables.moves import moves as table_of

if TYPE_CHECKING:
    from scenarios.moves.entries import MoveList
    from scenarios.situation import Situation


def moves_page(found: MoveList, situation: Situation, scenario: str) -> Page:
    """Return the page of what a plan changes against the running one."""
    portfolio = situation.portfolio
    decision = (
        f"{count(len(found.moves), 'move')}, {count(len(found.releases), 'release')}, "
        f"{count(len(found.packages), 'package changes', 'packages change')}."
    )
    return Page(
        scenario,
        f"Moves · {portfolio.name or 'Portfolio'}",
        Headline(decision),
        (section(table_of(found), noun_of(portfolio.timeline.period)),),
        tuple(colophon(portfolio, None)),
    )
