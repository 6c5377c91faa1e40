"""What the names of a plan refer to in its portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from optimizer.portfolio.people import Engineer, Offer
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Mode, Package


@dataclass(frozen=True, slots=True)
class Directory:
    """Projects, packages with their projects, people and offers by id."""

    projects: dict[str, Project]
    packages: dict[str, tuple[Project, Package]]
    people: dict[str, Engineer]
    offers: dict[str, Offer]

    @classmethod
    def of(cls, portfolio: Portfolio) -> Self:
        """Return the directory of a portfolio."""
        return cls(
            projects={project.id: project for project in portfolio.projects},
            packages={
                package.id: (project, package)
                for project, package in portfolio.packages
            },
            people={person.id: person for person in portfolio.people},
            offers={offer.id: offer for offer in portfolio.offers},
        )


def way(package: Package, mode: str | None) -> Mode | None:
    """Return the mode of that name; the only one where the package has one."""
    if len(package.ways) == 1:
        return package.ways[0]
    return next((known for known in package.ways if known.id == mode), None)
