"""One answer to a scenario: a plan, the checker's verdict, and what is proven."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import Field

from optimizer.plan.goals import Measure
from optimizer.plan.outcome import (
    Certificate,
    Conflict,
    Outcome,
    SolveStatus,
    TierResult,
    Verdict,
)
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import DomainModel, Id
from optimizer.portfolio.issue import Issue
from scenarios.interval import Interval, exact
from scenarios.proven import best

if TYPE_CHECKING:
    from scenarios.situation import Situation


class AnswerKind(StrEnum):
    """What was asked of the answer."""

    PRESENT = "present"
    SLIDES = "slides"
    SAME_TEAMS = "same_teams"
    RESPONSE = "response"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            AnswerKind.PRESENT: "Present plan",
            AnswerKind.SLIDES: "Everything slides",
            AnswerKind.SAME_TEAMS: "Same teams, best dates",
            AnswerKind.RESPONSE: "Best response",
        }[self]


class Answer(DomainModel):
    """A plan for a situation, with all that can be said of it.

    Attributes
    ----------
    status
        What is proven; left out where no solver was asked.
    plan
        None where there is none, or none was found.
    net_value
        Of an answer of the solver, between what and what its best lies, which is
        open above where something else is its first goal; of any other plan, what
        it delivers. Empty ends where there is no plan.
    measures
        Every measure of the plan by name; see `optimizer.plan.measures`.
    unstaffed
        Packages without a present, able team (*everything slides*).
    """

    kind: AnswerKind
    status: SolveStatus | None = None
    plan: Plan | None = None
    verdict: Verdict | None = None
    net_value: Interval
    measures: dict[str, float] = Field(default_factory=dict)
    tiers: tuple[TierResult, ...] = ()
    unstaffed: tuple[Id, ...] = ()
    conflict: Conflict | None = None
    notes: tuple[Issue, ...] = ()
    certificate: Certificate | None = None

    @property
    def accepted(self) -> bool:
        """Whether there is a plan that passes the checker."""
        return self.verdict is not None and self.verdict.accepted


def of_outcome(kind: AnswerKind, outcome: Outcome) -> Answer:
    """Return an answer of the solver, whatever its first goal."""
    return Answer(
        kind=kind,
        status=outcome.status,
        plan=outcome.plan,
        verdict=outcome.verdict,
        net_value=_net_value(outcome),
        measures=outcome.measures,
        tiers=outcome.tiers,
        conflict=outcome.conflict,
        notes=outcome.notes,
        certificate=outcome.certificate,
    )


def of_plan(
    kind: AnswerKind,
    plan: Plan,
    situation: Situation,
    unstaffed: tuple[str, ...] = (),
    notes: tuple[Issue, ...] = (),
) -> Answer:
    """Return an answer that no solver was asked for, judged and measured."""
    measures = situation.measure(plan)
    return Answer(
        kind=kind,
        plan=plan,
        verdict=situation.check(plan),
        net_value=Interval.exactly(Decimal(measures.net_value)),
        measures=measures.as_dict(),
        unstaffed=unstaffed,
        notes=notes,
    )


def _net_value(outcome: Outcome) -> Interval:
    if outcome.tiers and outcome.tiers[0].name == Measure.NET_VALUE:
        return best(outcome)
    reached = outcome.measures.get(Measure.NET_VALUE)
    low = None if reached is None else exact(reached)
    return Interval(low=low, high=None)
