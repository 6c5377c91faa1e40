"""Where the things of a portfolio are, as the path that an issue names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.issue import Issue, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Mode, Package


def error(code: str, where: str, message: str) -> Issue:
    """Return an issue that stops the work."""
    return Issue(code=code, where=where, message=message)


def warning(code: str, where: str, message: str) -> Issue:
    """Return an issue that is worth knowing."""
    return Issue(code=code, where=where, message=message, severity=Severity.WARNING)


def placed_projects(portfolio: Portfolio) -> Iterator[tuple[str, Project]]:
    """Yield every project with its path."""
    for project in portfolio.projects:
        yield f"projects/{project.id}", project


def placed_people(portfolio: Portfolio) -> Iterator[tuple[str, Engineer]]:
    """Yield every engineer, then every person on offer, with the path."""
    for engineer in portfolio.engineers:
        yield f"engineers/{engineer.id}", engineer
    for offer in portfolio.offers:
        yield f"offers/{offer.id}", offer.engineer


def placed_packages(portfolio: Portfolio) -> Iterator[tuple[str, Project, Package]]:
    """Yield every package with its path and project."""
    for where, project in placed_projects(portfolio):
        for package in project.packages:
            yield f"{where}/packages/{package.id}", project, package


def placed_ways(portfolio: Portfolio) -> Iterator[tuple[str, Package, Mode]]:
    """Yield every mode; a package without modes is at its own path."""
    for where, _, package in placed_packages(portfolio):
        for mode in package.ways:
            yield f"{where}/modes/{mode.id}" if package.modes else where, package, mode


def placed_demands(
    portfolio: Portfolio,
) -> Iterator[tuple[str, Package, Mode, Demand]]:
    """Yield every demand with its path."""
    for where, package, mode in placed_ways(portfolio):
        for demand in mode.demands:
            yield f"{where}/demands/{demand.id}", package, mode, demand
