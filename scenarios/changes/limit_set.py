"""A measure is kept at most, or at least, at a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.plan.goals import MeasureLimit
from scenarios.changes.base import Change, unknown
from scenarios.changes.problems import problem, unknown_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class LimitSet(Change):
    """A limit that every answer keeps, besides those that are there."""

    kind: Literal["limit_set"] = "limit_set"
    limit: MeasureLimit

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        limit = self.limit
        of = limit.objective or limit.project
        bounds = [] if limit.at_least is None else [f"at least {limit.at_least:,f}"]
        if limit.at_most is not None:
            bounds.append(f"at most {limit.at_most:,f}")
        measure = limit.measure.replace("_", " ") + (f" of {of}" if of else "")
        return f"{measure[0].upper()}{measure[1:]} is {' and '.join(bounds)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that the limit has no meaning here."""
        limit, portfolio = self.limit, situation.portfolio
        if limit.project is not None:
            yield from unknown_project("limit/project", limit.project, situation)
        if limit.objective is not None:
            known = dict.fromkeys(o for it in portfolio.projects for o in it.objectives)
            yield from unknown("limit/objective", "objective", limit.objective, known)
        if limit.measure.needs_baseline and situation.baseline is None:
            message = (
                f"{limit.measure} compares with a running plan, and there is none."
            )
            yield problem("no_running_plan", "limit/measure", message)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the limit."""
        return situation.replace(limits=(*situation.limits, self.limit))
