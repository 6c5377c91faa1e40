"""Which plan is best."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from api.jobs.questions.subject import Asked
from optimizer.plan.goals import Goals

if TYPE_CHECKING:
    from scenarios.situation import Situation


class SolveQuestion(Asked):
    """Which plan is best; see `optimizer.solving.solve`."""

    kind: Literal["solve"] = "solve"
    goals: Goals | None = None

    def situation(self, label: str = "") -> Situation:
        """Return the situation that its plan is for."""
        del label  # there is one plan
        return self.base
