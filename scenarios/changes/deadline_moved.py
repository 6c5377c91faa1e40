"""A project has another hard date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Day, Id
from scenarios.changes.base import Change
from scenarios.changes.editing import with_project
from scenarios.changes.problems import passed, unknown_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class DeadlineMoved(Change):
    """The day until which a project ends if it is selected.

    Attributes
    ----------
    deadline
        None lifts it.
    """

    kind: Literal["deadline_moved"] = "deadline_moved"
    project: Id
    deadline: Day | None

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        if self.deadline is None:
            return f"{self.project} has no hard date any more."
        return f"{self.project} has a hard date of {self.deadline}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such project, or that the day is over."""
        yield from unknown_project("project", self.project, situation)
        yield from passed("deadline", self.deadline, situation, holds=True)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the other hard date."""
        portfolio = with_project(
            situation.portfolio, self.project, deadline=self.deadline
        )
        return situation.replace(portfolio=portfolio)
