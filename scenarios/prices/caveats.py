"""Where more of a skill is overrated, or worth more than a price says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.qualification import obstacles
from optimizer.portfolio.issue import Issue, Severity
from optimizer.portfolio.work import Staffing
from optimizer.report.wording import listed
from scenarios.skills import demands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.portfolio import Portfolio

FULL_SPEED = Decimal(1)


def is_optimistic(portfolio: Portfolio, skill: str) -> bool:
    """Return whether a pool of the skill is open to people below full speed.

    There an hour counts as an hour, whoever works it.
    """
    return any(
        demand.skill == skill
        and package.staffing is Staffing.POOL
        and person.skills[skill].speed < FULL_SPEED
        for project, package, demand in demands(portfolio)
        for person in portfolio.people
        if not any(obstacles(person, demand, package, project))
    )


def closed_to(portfolio: Portfolio, person: Engineer, skill: str) -> tuple[str, ...]:
    """Return the packages that ask for the skill and would not take the person."""
    return tuple(
        dict.fromkeys(
            package.id
            for project, package, demand in demands(portfolio)
            if demand.skill == skill
            and any(obstacles(person, demand, package, project))
        )
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


def understated_note(skill: str, packages: Sequence[str]) -> Issue:
    """Return what there is to know where a further person is `closed_to` packages."""
    return Issue(
        code="understated_price",
        where=f"skills/{skill}",
        message=f"{listed(packages)} would not take the further person, who is of no "
        f"team and no location; one of theirs may be worth more.",
        severity=Severity.NOTE,
    )
