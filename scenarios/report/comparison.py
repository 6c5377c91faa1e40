"""The page of a comparison: two to ten plans to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.page import Headline, KeyFigure, Section
from optimizer.report.rendering import colophon
from optimizer.report.unwritten import Page
from optimizer.report.wording import count, money
from scenarios.brief.comparison import brief_of_comparison, sentences_of_plans
from scenarios.report.sections.answers import answers
from scenarios.report.sections.curve import curve
from scenarios.report.sections.differences import differences
from scenarios.report.sections.plans import plans
from scenarios.tables.answers import KEPT, NO_PLAN
from scenarios.tables.dossier import ANSWERS, CURVE
from scenarios.tables.entry import BEFORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.tables.lineup import Lineup

MOST_FIGURES = 10


def comparison_page(lineup: Lineup, title: str = "Plans to choose from") -> Page:
    """Return the page of several plans."""
    portfolio = lineup.entries[0].candidate.situation.portfolio
    decision, *sentences = brief_of_comparison(lineup).sentences
    return Page(
        title,
        f"Comparison · {portfolio.name or 'Portfolio'}",
        Headline(
            decision.text,
            tuple(sentence.text for sentence in sentences),
            tuple(_figures(lineup)),
        ),
        tuple(_sections(lineup)),
        tuple(colophon(portfolio, None)),
    )


def _figures(lineup: Lineup) -> Iterator[KeyFigure]:
    """Yield the value of the best plans that one could choose, and where is none."""
    table = lineup.tables[ANSWERS]
    known = table[table["rules"] == KEPT]
    if is_one_choice(lineup):
        known = known[known["remark"] == ""]
    ranked = known.sort_values("net_value", ascending=False, kind="stable")
    for row in ranked.head(MOST_FIGURES).to_dict("records"):
        moves = row["moves"]
        proof = str(row["proof"])
        remark = proof if moves != moves else f"{proof}, {count(int(moves), 'move')}"  # noqa: PLR0124
        amount = money(row["net_value"], lineup.comparison.unit)
        yield KeyFigure(str(row["plan"]), amount, remark)
    for row in table[table["rules"] == NO_PLAN].to_dict("records"):
        yield KeyFigure(str(row["plan"]), NO_PLAN, str(row["proof"]), "bad")


def is_one_choice(lineup: Lineup) -> bool:
    """Return whether all plans are for one situation, so that one may replace another.

    Where each answers a scenario of its own, every one of them is an answer.
    """
    first, *others = (
        entry.candidate.situation for entry in lineup.entries if entry.name != BEFORE
    )
    return all(other == first for other in others)


def _sections(lineup: Lineup) -> Iterator[Section | None]:
    told = tuple(sentence.text for sentence in sentences_of_plans(lineup))
    yield Section("each", "Each plan in one sentence", told)
    yield answers(lineup.comparison, lineup.tables, lineup.period)
    yield differences(lineup)
    if lineup.curve is not None:
        unit = lineup.comparison.unit
        yield curve(lineup.curve, lineup.tables[CURVE], CURVE, unit)
    yield plans(lineup.entries)
