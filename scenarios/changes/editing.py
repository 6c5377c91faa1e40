"""A portfolio or a situation with one thing of it replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.portfolio.issue import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Package
    from scenarios.situation import Situation


def project_of(portfolio: Portfolio, project: str) -> Project:
    """Return the project of that id."""
    return next(it for it in portfolio.projects if it.id == project)


def package_of(portfolio: Portfolio, package: str) -> Package:
    """Return the package of that id."""
    return next(it for _, it in portfolio.packages if it.id == package)


def with_project(portfolio: Portfolio, project: str, **fields: Any) -> Portfolio:  # noqa: ANN401
    """Return a portfolio in which these fields of a project are others."""
    projects = tuple(
        it.replace(**fields) if it.id == project else it for it in portfolio.projects
    )
    return portfolio.replace(projects=projects)


def with_package(portfolio: Portfolio, package: str, **fields: Any) -> Portfolio:  # noqa: ANN401
    """Return a portfolio in which these fields of a package are others."""
    other = package_of(portfolio, package).replace(**fields)
    return in_place_of(portfolio, package, (other,))


def in_place_of(
    portfolio: Portfolio, package: str, pieces: Iterable[Package]
) -> Portfolio:
    """Return a portfolio with other packages where there was one."""
    pieces = tuple(pieces)
    projects = tuple(
        project.replace(
            packages=tuple(
                piece
                for it in project.packages
                for piece in (pieces if it.id == package else (it,))
            )
        )
        if any(it.id == package for it in project.packages)
        else project
        for project in portfolio.projects
    )
    return portfolio.replace(projects=projects)


def person_of(portfolio: Portfolio, person: str) -> Engineer:
    """Return the engineer, or the person on offer, of that id."""
    return next(it for it in portfolio.people if it.id == person)


def with_person(portfolio: Portfolio, person: str, **fields: Any) -> Portfolio:  # noqa: ANN401
    """Return a portfolio in which these fields of a person are others."""
    engineers = tuple(
        it.replace(**fields) if it.id == person else it for it in portfolio.engineers
    )
    offers = tuple(
        it.replace(engineer=it.engineer.replace(**fields)) if it.id == person else it
        for it in portfolio.offers
    )
    return portfolio.replace(engineers=engineers, offers=offers)


def noted(situation: Situation, code: str, where: str, message: str) -> Situation:
    """Return a situation with something more that is worth knowing."""
    note = Issue(code=code, where=where, message=message, severity=Severity.NOTE)
    return situation.replace(notes=(*situation.notes, note))
