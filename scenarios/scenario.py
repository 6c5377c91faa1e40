"""A scenario: a name and an ordered list of changes, folded over a situation."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from optimizer.plan.goals import Goals
from optimizer.portfolio.base import Day, DomainModel, Text
from scenarios.changes import AnyChange
from scenarios.errors import InvalidScenario

if TYPE_CHECKING:
    from optimizer.portfolio.issue import Issue
    from scenarios.changes.base import Change
    from scenarios.situation import Situation


class Scenario(DomainModel):
    """What happens, or could be done, to a portfolio with its running plan.

    Attributes
    ----------
    now
        Everything before is fact; the portfolio's own where left out.
    goals
        What is better, in place of the default order.
    changes
        Applied in this order.
    """

    format: Literal[1] = 1
    name: Annotated[Text, Field(min_length=1)]
    description: Text = ""
    now: Day | None = None
    goals: Goals | None = None
    changes: tuple[AnyChange, ...] = ()

    def apply(self, base: Situation) -> Situation:
        """Return the situation after all changes.

        Raises
        ------
        InvalidScenario
            If a change names what is not there or contradicts the portfolio; with
            every issue.
        """
        return self.steps(base)[-1]

    def steps(self, base: Situation) -> list[Situation]:
        """Return the situation before any change, and after each.

        Raises
        ------
        InvalidScenario
            As `apply`.
        """
        if self.now is not None:
            base = base.replace(portfolio=base.portfolio.replace(now=self.now))
        found: list[Issue] = []
        steps = [base]
        for number, change in enumerate(self.changes, start=1):
            refused = list(change.problems(steps[-1]))
            after = steps[-1] if refused else change.apply(steps[-1])
            refused += after.contradictions() if not refused else ()
            found += (_located(number, change, issue) for issue in refused)
            steps.append(steps[-1] if refused else after)
        if found:
            raise InvalidScenario(self.name, found)
        return steps


def scenario_hash(base: Situation, scenario: Scenario) -> str:
    """Return the SHA-256 of all that decides the answers, in hexadecimal."""
    parts = [
        base.portfolio.model_dump_json(),
        "" if base.baseline is None else base.baseline.model_dump_json(),
        *(limit.model_dump_json() for limit in base.limits),
        scenario.model_dump_json(exclude={"name", "description"}),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _located(number: int, change: Change, issue: Issue) -> Issue:
    place = f"changes/{number} ({change.kind})/{issue.where}"
    return issue.model_copy(update={"where": place})
