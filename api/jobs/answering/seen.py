"""What pages are made from for those who do not see money of people and reasons.

A page is made anew from what they see, so that nothing withheld is a part of it. What
cannot be told so without saying what things cost is left out of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from api.access.seen_results import (
    seen_answer,
    seen_issues,
    seen_moves,
    seen_outcome,
)
from api.access.sight import is_money, seen_portfolio
from optimizer.report.page import Headline
from scenarios.candidate import Candidate

if TYPE_CHECKING:
    from api.access.seen_results import Look
    from optimizer.plan.outcome import Outcome
    from optimizer.report.unwritten import Page
    from scenarios.answers.answer import Answer
    from scenarios.moves.entries import MoveList
    from scenarios.situation import Situation

MONEYLESS = frozenset(
    {"rules", "schedule", "people", "overbooking", "skills", "changes"}
    | {"happenings", "moves", "plans"}
)
"""Sections that say nothing of what a plan is worth."""
WITHHELD = Headline("What this is worth is told in money that you do not see.")


def situation_seen(situation: Situation, look: Look) -> Situation:
    """Return as much of a situation as somebody sees."""
    if look.sight.is_full:
        return situation
    limits = situation.limits
    if not look.sight.rates:
        limits = tuple(limit for limit in limits if not is_money(limit))
    return situation.replace(
        portfolio=seen_portfolio(situation.portfolio, look.sight),
        limits=limits,
        notes=seen_issues(situation.notes, look.sight),
    )


def outcome_seen(outcome: Outcome, look: Look) -> Outcome:
    """Return an outcome with the goals that somebody sees."""
    if look.sight.is_full:
        return outcome
    shown = seen_outcome(outcome, look)
    return shown.model_copy(
        update={
            "tiers": tuple(one for one in shown.tiers if look.goal(one.name)),
            "convergence": tuple(
                one for one in shown.convergence if look.goal(one.tier)
            ),
        }
    )


def answer_seen(answer: Answer, look: Look) -> Answer:
    """Return an answer with the goals that somebody sees."""
    if look.sight.is_full:
        return answer
    shown = seen_answer(answer, look)
    tiers = tuple(one for one in shown.tiers if look.goal(one.name))
    return shown.model_copy(update={"tiers": tiers})


def candidate_seen(candidate: Candidate, look: Look) -> Candidate:
    """Return as much of a candidate as somebody sees."""
    return Candidate(
        candidate.name,
        situation_seen(candidate.situation, look),
        answer_seen(candidate.answer, look),
    )


def moves_seen(found: MoveList, look: Look) -> MoveList:
    """Return as much of a list of moves as somebody sees."""
    return seen_moves(found, look) or found


def is_open(situation: Situation, look: Look) -> bool:
    """Return whether what the best plans are worth says nothing that is withheld."""
    return look.sight.rates or (look.net_value and not situation.portfolio.budgets)


def withheld(page: Page) -> Page:
    """Return a page that says no more than what was asked."""
    return replace(page, headline=WITHHELD, sections=())


def without_money(page: Page) -> Page:
    """Return what a page says of who does what when, and nothing else."""
    sections = (one for one in page.sections if one is not None)
    return replace(
        page,
        headline=WITHHELD,
        sections=tuple(one for one in sections if one.id in MONEYLESS),
    )
