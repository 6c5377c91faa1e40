"""A project is given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Id
from optimizer.portfolio.project import Decision
from scenarios.changes.base import Change
from scenarios.changes.decided import decided_out
from scenarios.changes.problems import problem, unknown_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class ProjectDropped(Change):
    """A project is out, mandatory or not; a running one is cancelled."""

    kind: Literal["project_dropped"] = "project_dropped"
    project: Id

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        return f"{self.project} is dropped."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such project, or that it is out already."""
        yield from unknown_project("project", self.project, situation)
        for project in situation.portfolio.projects:
            if project.id == self.project and project.decision is Decision.OUT:
                message = f"{self.project} is out by decision already."
                yield problem("already_so", "project", message)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation without it, with a note of what is sunk."""
        return decided_out(self.project, situation)
