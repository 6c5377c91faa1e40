"""A project needs other packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from optimizer.plan.directory import way
from optimizer.portfolio.base import Id
from optimizer.portfolio.work import Package
from scenarios.changes.base import Change, unknown
from scenarios.changes.editing import (
    in_place_of,
    package_of,
    project_of,
    with_project,
)
from scenarios.changes.fitting import with_portfolio
from scenarios.changes.pieces.cutting import cut
from scenarios.changes.pieces.running import started
from scenarios.changes.problems import over, problem, taken, unknown_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.project import Project
    from scenarios.changes.pieces.running import Started
    from scenarios.situation import Situation


class ScopeChanged(Change):
    """Packages added to a project, removed from it, or replaced in it.

    Attributes
    ----------
    added
        New packages, after those that are there.
    removed
        Of one that runs, what is done stays; the rest is not done.
    replaced
        Each takes the place of the one of its name, with its progress where it
        states none.
    """

    kind: Literal["scope_changed"] = "scope_changed"
    project: Id
    added: tuple[Package, ...] = ()
    removed: tuple[Id, ...] = ()
    replaced: tuple[Package, ...] = ()

    @model_validator(mode="after")
    def _names_each_once(self) -> ScopeChanged:
        names = [it.id for it in (*self.added, *self.replaced)] + list(self.removed)
        if not names:
            raise ValueError("should give packages added, removed or replaced")
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"should name each package once, found {twice} twice")
        return self

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        said = {
            "gets": [it.id for it in self.added],
            "loses": self.removed,
            "has another": [it.id for it in self.replaced],
        }
        clauses = [
            f"{verb} {', '.join(names)}" for verb, names in said.items() if names
        ]
        return f"{self.project} {' and '.join(clauses)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield names that are not there, or are already, and what has begun."""
        yield from unknown_project("project", self.project, situation)
        everything = [it.id for _, it in situation.portfolio.packages]
        for package in self.added:
            yield from taken("added", "a package", package.id, everything)
        for project in situation.portfolio.projects:
            if project.id == self.project:
                yield from self._unfit(project, situation)

    def _unfit(self, project: Project, situation: Situation) -> Iterator[Issue]:
        names = [it.id for it in project.packages]
        what = f"package of {project.id}"
        for name in self.removed:
            yield from unknown("removed", what, name, names)
            yield from over("removed", name, situation)
        begun = started(situation)
        for package in self.replaced:
            yield from unknown("replaced", what, package.id, names)
            if package.id in begun and not _still_fits(package, begun[package.id]):
                yield problem(
                    "begun",
                    "replaced",
                    f"{package.id} has begun, in a mode or with people on demands that "
                    "the new one does not have; restart or release it first.",
                )

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the other packages."""
        begun = started(situation)
        for name in self.removed:
            if name in begun:
                situation = cut(situation, begun[name], situation.now)
        portfolio = situation.portfolio
        for name in self.removed:
            portfolio = in_place_of(portfolio, name, ())
        for package in self.replaced:
            progress = package.progress or package_of(portfolio, package.id).progress
            other = package.replace(progress=progress)
            portfolio = in_place_of(portfolio, package.id, (other,))
        packages = (*project_of(portfolio, self.project).packages, *self.added)
        portfolio = with_project(portfolio, self.project, packages=packages)
        return with_portfolio(situation, portfolio)


def _still_fits(package: Package, begun: Started) -> bool:
    """Return whether a package can go on in the mode and with the team that run."""
    mode = way(package, begun.fact.mode.id)
    if mode is None or package.staffing is not begun.package.staffing:
        return False
    demands = {demand.id for demand in mode.demands}
    return {demand.id for demand in begun.fact.mode.demands} <= demands
