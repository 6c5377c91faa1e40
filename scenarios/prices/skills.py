"""The skills that the work asks for, and where more of one is overrated."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.qualification import obstacles
from optimizer.portfolio.issue import Issue, Severity
from optimizer.portfolio.work import Staffing, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Package

FULL_SPEED = Decimal(1)


def skills_in_demand(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the skills that work to be done asks for, in its order."""
    return tuple(dict.fromkeys(demand.skill for _, _, demand in _demands(portfolio)))


def is_optimistic(portfolio: Portfolio, skill: str) -> bool:
    """Return whether a pool of the skill is open to people below full speed.

    There an hour counts as an hour, whoever works it.
    """
    return any(
        demand.skill == skill
        and package.staffing is Staffing.POOL
        and person.skills[skill].speed < FULL_SPEED
        for project, package, demand in _demands(portfolio)
        for person in portfolio.people
        if not any(obstacles(person, demand, package, project))
    )


def optimistic_note(skill: str) -> Issue:
    """Return what there is to know where `is_optimistic`."""
    return Issue(
        code="optimistic_price",
        where=f"skills/{skill}",
        message=f"People below full speed serve pools of {skill}, where an hour counts "
        "as an hour whoever works it; what more of the skill is worth there is "
        "optimistic.",
        severity=Severity.NOTE,
    )


def _demands(portfolio: Portfolio) -> Iterator[tuple[Project, Package, Demand]]:
    for project, package in portfolio.packages:
        if package.progress is None or package.progress.status is not Status.DONE:
            for way in package.ways:
                for demand in way.demands:
                    yield project, package, demand
