"""A scenario: a name and an ordered list of changes, folded over a situation."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError

from optimizer.files.validating import sentence
from optimizer.plan.complete import as_planned
from optimizer.plan.goals import Goals
from optimizer.portfolio.base import Day, DomainModel, Text
from optimizer.portfolio.issue import Issue
from scenarios.changes import AnyChange
from scenarios.errors import InvalidScenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.changes.base import Change
    from scenarios.situation import Situation

MOST_CHANGES = 1_000
"""After each of them the whole portfolio is looked at again."""


class Scenario(DomainModel):
    """What happens, or could be done, to a portfolio with its running plan.

    Attributes
    ----------
    now
        Everything before is fact; the portfolio's own where left out.
    goals
        What is better, in place of the default order, and limits that every answer
        keeps.
    changes
        Applied in this order.
    """

    format: Literal[1] = 1
    name: Annotated[Text, Field(min_length=1)]
    description: Text = ""
    now: Day | None = None
    goals: Goals | None = None
    changes: Annotated[tuple[AnyChange, ...], Field(max_length=MOST_CHANGES)] = ()

    def apply(self, base: Situation) -> Situation:
        """Return the situation after all changes, under the limits of the goals.

        Raises
        ------
        InvalidScenario
            If a change names what is not there or contradicts the portfolio; with
            every issue. Changes after a refused one are tried without it.
        InvalidPlan
            If the running plan names what the portfolio does not have.
        """
        return self.limited(self.steps(base)[-1])

    def steps(self, base: Situation) -> list[Situation]:
        """Return the situation before any change, and after each.

        Raises
        ------
        InvalidScenario
            As `apply`.
        """
        if self.now is not None:
            base = base.replace(portfolio=base.portfolio.replace(now=self.now))
            self._refuse_contradictions(base)
        found: list[Issue] = []
        steps = [_as_planned(base) if self.changes else base]
        for number, change in enumerate(self.changes, start=1):
            after, refused = _applied(change, steps[-1])
            found += (_located(number, change, issue) for issue in refused)
            steps.append(after)
        if found:
            raise InvalidScenario(self.name, found)
        return steps

    def limited(self, situation: Situation) -> Situation:
        """Return a situation in which the limits of the goals hold as well."""
        limits = self.goals.limits if self.goals else ()
        more = tuple(limit for limit in limits if limit not in situation.limits)
        return situation.replace(limits=(*situation.limits, *more))

    def _refuse_contradictions(self, base: Situation) -> None:
        """Refuse a *now* that what the portfolio calls done has not reached."""
        found = [
            issue.replace(where=f"now/{issue.where}") for issue in base.contradictions()
        ]
        if found:
            raise InvalidScenario(self.name, found)


def _as_planned(base: Situation) -> Situation:
    """Return a situation whose running plan says all hours.

    Hours that it leaves out are those planned with the people as they are before any
    change, not after.
    """
    if base.baseline is None or all(
        row.hours is not None for row in base.baseline.assignments
    ):
        return base
    return base.replace(baseline=as_planned(base.baseline, base.portfolio))


def _applied(change: Change, before: Situation) -> tuple[Situation, list[Issue]]:
    """Return the situation after a change, or as it was and why it was refused."""
    refused = list(change.problems(before))
    if refused:
        return before, refused
    try:
        after = change.apply(before)
    except ValidationError as error:
        return before, list(_out_of_range(error))
    refused = list(after.contradictions())
    return (before, refused) if refused else (after, [])


def _out_of_range(error: ValidationError) -> Iterator[Issue]:
    """Yield the fields that a change would give values they cannot have."""
    for detail in error.errors(include_url=False):
        where = "/".join(map(str, detail["loc"]))
        message = sentence(detail, frozenset())
        yield Issue(code=detail["type"], where=where, message=message)


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
