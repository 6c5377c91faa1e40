"""A project is in, or out, whatever the optimum says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.base import Id
from optimizer.portfolio.project import Decision
from scenarios.changes.base import Change
from scenarios.changes.decided import decided_in, decided_out
from scenarios.changes.problems import problem, unknown_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class ProjectForced(Change):
    """A decision about a project that no plan may change; *out* cancels it."""

    kind: Literal["project_forced"] = "project_forced"
    project: Id
    decision: Decision

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        return f"{self.project} is forced {self.decision}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such project, or that it is decided so already."""
        yield from unknown_project("project", self.project, situation)
        for project in situation.portfolio.projects:
            if project.id == self.project and project.decision is self.decision:
                message = f"{self.project} is {self.decision} by decision already."
                yield problem("already_so", "decision", message)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the decision."""
        if self.decision is Decision.IN:
            return decided_in(self.project, situation)
        return decided_out(self.project, situation)
