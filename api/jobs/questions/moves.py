"""What changes against the running plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from api.jobs.questions.missing import no_running_plan
from api.jobs.questions.subject import Inquiry
from optimizer.plan.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class MovesQuestion(Inquiry):
    """Who goes from what to what, what shifts, and why.

    Attributes
    ----------
    plan
        To compare with the running one; the best response where left out.
    """

    kind: Literal["moves"] = "moves"
    plan: Plan | None = None

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that nobody moves where there is no running plan."""
        yield from no_running_plan(situation)
