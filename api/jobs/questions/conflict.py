"""Why there is no plan, or why a project is dropped or late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from api.jobs.questions.missing import absent
from api.jobs.questions.subject import Inquiry
from optimizer.portfolio.base import Id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class ConflictQuestion(Inquiry):
    """Which rules cannot all hold, what each way out costs, and what is nearest.

    Attributes
    ----------
    project
        Why this one is not in the best plan, or late in it.
    """

    kind: Literal["conflict"] = "conflict"
    project: Id | None = None

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such project."""
        if self.project is not None:
            known = (project.id for project in situation.portfolio.projects)
            yield from absent("project", "project", self.project, known)
