"""A project is due on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Day, Id
from scenarios.changes.base import Change
from scenarios.changes.editing import with_project
from scenarios.changes.problems import unknown_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class DueMoved(Change):
    """The day after which a project is late.

    Attributes
    ----------
    due
        None lifts it: the project is never late.
    """

    kind: Literal["due_moved"] = "due_moved"
    project: Id
    due: Day | None

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        if self.due is None:
            return f"{self.project} has no due date any more."
        return f"{self.project} is due on {self.due}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such project."""
        yield from unknown_project("project", self.project, situation)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the other due date."""
        portfolio = with_project(situation.portfolio, self.project, due=self.due)
        return situation.replace(portfolio=portfolio)
