"""The skills that work to be done asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.work import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Package


def skills_in_demand(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the skills that work to be done asks for, in its order."""
    return tuple(dict.fromkeys(demand.skill for _, _, demand in demands(portfolio)))


def demands(portfolio: Portfolio) -> Iterator[tuple[Project, Package, Demand]]:
    """Yield every demand of work that is not done, in every mode."""
    for project, package in portfolio.packages:
        if package.progress is None or package.progress.status is not Status.DONE:
            for way in package.ways:
                for demand in way.demands:
                    yield project, package, demand
