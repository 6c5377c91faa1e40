"""A project joins the portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.project import Project
from scenarios.changes.base import Change
from scenarios.changes.problems import taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class ProjectAdded(Change):
    """A project that competes with the others from now on."""

    kind: Literal["project_added"] = "project_added"
    project: Project

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        must = ", mandatory" if self.project.mandatory else ""
        by = f", due {self.project.due}" if self.project.due else ""
        if self.project.deadline:
            by = f", with a hard date of {self.project.deadline}"
        return f"Project {self.project.id} arrives{must}{by}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that the project, or a package of it, is there already."""
        portfolio = situation.portfolio
        names = [it.id for it in portfolio.projects]
        yield from taken("project", "a project", self.project.id, names)
        known = [it.id for _, it in portfolio.packages]
        for package in self.project.packages:
            field = f"project/packages/{package.id}"
            yield from taken(field, "a package", package.id, known)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the project, as the last one."""
        projects = (*situation.portfolio.projects, self.project)
        return situation.replace(
            portfolio=situation.portfolio.replace(projects=projects)
        )
