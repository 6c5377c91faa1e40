"""What the best plan would be if one project had to be in it, or on time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from pydantic import Field

from optimizer.plan.outcome import SolveStatus
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import DomainModel
from optimizer.portfolio.issue import Issue
from optimizer.portfolio.project import Decision
from scenarios.answers.answer import AnswerKind, of_outcome
from scenarios.candidate import Candidate
from scenarios.comparison.by_project import DifferenceRow, difference
from scenarios.goals import FOR_VALUE
from scenarios.interval import UNKNOWN, Interval
from scenarios.proven import best

if TYPE_CHECKING:
    from optimizer.plan.outcome import Outcome
    from optimizer.portfolio.project import Project
    from scenarios.asking import Asker
    from scenarios.situation import Situation


class Asked(StrEnum):
    """What is asked of a project."""

    IN = "in"
    ON_TIME = "on_time"

    @property
    def label(self) -> str:
        """What people call it."""
        return {Asked.IN: "in", Asked.ON_TIME: "on time"}[self]


class Counterfactual(DomainModel):
    """The best plan in which a project is as it is asked to be.

    Attributes
    ----------
    status
        What is proven; infeasible where it cannot be forced.
    net_value
        Between what and what the best such plan lies.
    price
        What it costs: the best net value of all less this one. Below 0 only where a
        decision that keeps the project out is worth less than the project.
    effects
        Projects and offers of which it makes something else than the plan that is
        explained: what leaves, what gets late, what comes in.
    conflict
        Where it cannot be forced: rules that cannot all hold.
    refused
        Why a portfolio that demands it contradicts itself, where it does.
    """

    asked: Asked
    status: SolveStatus
    net_value: Interval = UNKNOWN
    price: Interval = UNKNOWN
    effects: tuple[DifferenceRow, ...] = ()
    measures: dict[str, float] = Field(default_factory=dict)
    plan: Plan | None = Field(default=None, repr=False)
    conflict: tuple[Issue, ...] = ()
    refused: tuple[Issue, ...] = ()

    @property
    def costs(self) -> bool:
        """Whether it is proven to cost something."""
        return self.price.low is not None and self.price.low > 0


@dataclass(frozen=True, slots=True)
class Forced:
    """The situation in which a project must be in, or in and on time.

    Attributes
    ----------
    given
        Keys of the rules that say so, as `droppable` has them.
    let_in
        Whether a decision that keeps it out is taken back for that.
    """

    project: str
    asked: Asked
    situation: Situation
    given: frozenset[tuple[str, str]]
    let_in: bool

    @classmethod
    def of(cls, situation: Situation, project: Project, asked: Asked) -> Self:
        """Return the situation with that decision, and where asked that deadline."""
        where = f"projects/{project.id}"
        changes: dict[str, object] = {"decision": Decision.IN}
        given = {("decided_in", where)}
        if asked is Asked.ON_TIME and project.due is not None:
            changes["deadline"] = min(project.due, project.deadline or project.due)
            given.add(("deadline", where))
        projects = tuple(
            one.replace(**changes) if one.id == project.id else one
            for one in situation.portfolio.projects
        )
        portfolio = situation.portfolio.replace(projects=projects)
        there = situation.replace(portfolio=portfolio)
        let_in = project.decision is Decision.OUT
        return cls(project.id, asked, there, frozenset(given), let_in)


def counterfactual(
    asker: Asker, explained: Candidate, outcome: Outcome, there: Forced
) -> Counterfactual:
    """Return the best plan with a project forced, beside the plan that is explained.

    Parameters
    ----------
    outcome
        Of the situation without that.
    """
    refused = there.situation.contradictions()
    if refused:
        return Counterfactual(
            asked=there.asked, status=SolveStatus.INFEASIBLE, refused=refused
        )
    asker.expect(1)
    found = asker.ask(
        f"{there.project} {there.asked.label}",
        there.situation,
        FOR_VALUE,
        () if explained.plan is None else (explained.plan,),
    )
    if found.plan is None:
        conflict = found.conflict.members if found.conflict else ()
        return Counterfactual(asked=there.asked, status=found.status, conflict=conflict)
    price = best(outcome) - best(found)
    answer = of_outcome(AnswerKind.RESPONSE, found)
    after = Candidate(f"{there.project} {there.asked.label}", there.situation, answer)
    return Counterfactual(
        asked=there.asked,
        status=found.status,
        net_value=best(found),
        price=price if there.let_in else price.at_least(Decimal(0)),
        effects=tuple(
            row
            for row in difference(explained, after).rows
            if row.difference or row.was != row.becomes
        ),
        measures=found.measures,
        plan=found.plan,
    )
