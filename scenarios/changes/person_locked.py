"""Who works on what is decided for one engineer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from optimizer.portfolio.base import Id
from scenarios.changes.base import Change
from scenarios.changes.editing import package_of, with_package, with_person
from scenarios.changes.problems import (
    no_effect_once_begun,
    unknown_package,
    unknown_person,
    unknown_project,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class PersonLocked(Change):
    """What an engineer must, must not or only may work on.

    Attributes
    ----------
    only_projects
        The person works for these projects only; for none where empty.
    must, must_not
        Packages that the person is on, or is not on.
    """

    kind: Literal["person_locked"] = "person_locked"
    engineer: Id
    only_projects: tuple[Id, ...] | None = None
    must: tuple[Id, ...] = ()
    must_not: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> PersonLocked:
        if self.only_projects is None and not self.must and not self.must_not:
            raise ValueError("should give only_projects, must or must_not")
        both = sorted(set(self.must) & set(self.must_not))
        if both:
            raise ValueError(f"must and must_not should differ, found {both} in both")
        return self

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        said = []
        if self.only_projects is not None:
            projects = ", ".join(self.only_projects) or "no project"
            said.append(f"works for {projects} only")
        if self.must:
            said.append(f"is on {', '.join(self.must)}")
        if self.must_not:
            said.append(f"is not on {', '.join(self.must_not)}")
        return f"{self.engineer} {' and '.join(said)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield names that are not there, and packages that have begun."""
        yield from unknown_person("engineer", self.engineer, situation)
        for project in self.only_projects or ():
            yield from unknown_project("only_projects", project, situation)
        for field in ("must", "must_not"):
            for package in getattr(self, field):
                yield from unknown_package(field, package, situation)
                yield from no_effect_once_begun(field, package, situation)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the locks."""
        portfolio = situation.portfolio
        if self.only_projects is not None:
            portfolio = with_person(
                portfolio, self.engineer, only_projects=self.only_projects
            )
        for field in ("must", "must_not"):
            for package in getattr(self, field):
                locks = package_of(portfolio, package).locks
                people = dict.fromkeys((*getattr(locks, field), self.engineer))
                locks = locks.replace(**{field: tuple(people)})
                portfolio = with_package(portfolio, package, locks=locks)
        return situation.replace(portfolio=portfolio)
