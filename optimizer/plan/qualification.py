"""Who may serve a demand, and why somebody else may not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Package

POOL_SPEED = Decimal("0.8")
"""The lowest speed in a pool that states none: there an hour is an hour."""


def obstacles(
    person: Engineer, demand: Demand, package: Package, project: Project
) -> Iterator[str]:
    """Yield every reason why a person does not qualify, as part of a sentence."""
    yield from _of_skill(person, demand, package.staffing)
    yield from _of_lists(person, demand)
    if person.only_projects is not None and project.id not in person.only_projects:
        yield f"works only for {', '.join(person.only_projects) or 'no project'}"
    if person.id in package.locks.must_not:
        yield "must not be on it by a lock"


def _of_skill(person: Engineer, demand: Demand, staffing: Staffing) -> Iterator[str]:
    skill = person.skills.get(demand.skill)
    if skill is None:
        yield f"lacks the skill {demand.skill}"
        return
    if skill.level < demand.level:
        yield f"has {demand.skill} at level {skill.level}, {demand.level} is needed"
    slowest = demand.min_speed
    if slowest is None and staffing is Staffing.POOL:
        slowest = POOL_SPEED
    if slowest is not None and skill.speed < slowest:
        yield f"has a speed of {skill.speed:f}, {slowest:f} is needed"


def _of_lists(person: Engineer, demand: Demand) -> Iterator[str]:
    lists = (
        ("person", person.id, demand.engineers, demand.not_engineers),
        ("team", person.team, demand.teams, demand.not_teams),
        ("location", person.location, demand.locations, demand.not_locations),
    )
    for kind, found, allowed, denied in lists:
        if allowed is not None and found not in allowed:
            yield f"is not of an allowed {kind} ({', '.join(allowed) or 'none'})"
        if found in denied:
            yield f"is of a {kind} that is not allowed ({found})"
