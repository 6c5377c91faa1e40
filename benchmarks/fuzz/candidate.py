"""A candidate of the exhaustive search as a plan, for the judge."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan import Assignment, Plan, ScheduledPackage
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.fuzz.options import Option
    from benchmarks.fuzz.staffing import PoolHours
    from optimizer.plan import Engagement, Ledger
    from optimizer.portfolio.project import Project


def candidate(
    moment: Ledger,
    selection: Sequence[Project],
    chosen: Sequence[Option],
    engagements: tuple[Engagement, ...],
    pool_hours: PoolHours,
) -> Plan:
    """Return the candidate as a plan; teams' hours are those prescribed."""
    first_day = moment.timeline.first_day
    return Plan(
        selected=tuple(project.id for project in selection),
        packages=tuple(
            ScheduledPackage(
                package=option.package.id,
                start=first_day(option.start),
                periods=option.end - option.start,
                mode=option.mode.id,
            )
            for option in chosen
        ),
        assignments=(
            *(
                Assignment(engineer=person, package=option.package.id, demand=demand)
                for option in chosen
                for demand, person in option.posts
            ),
            *_pool_rows(moment, chosen, pool_hours),
        ),
        engagements=engagements,
    )


def _pool_rows(
    moment: Ledger, chosen: Sequence[Option], pool_hours: PoolHours
) -> Iterator[Assignment]:
    """Yield the rows of pools: hours before *now* as they were, then the new ones."""
    rows: dict[tuple[str, str, str], dict[int, int]] = {}
    for option in chosen:
        fact = moment.facts.get(option.package.id)
        if fact is not None and option.package.staffing is Staffing.POOL:
            for (demand, person), worked in fact.hours.items():
                rows[option.package.id, demand, person] = dict(worked)
    for (package, demand, person, period), hours in pool_hours.items():
        rows.setdefault((package, demand, person), {})[period] = hours
    for (package, demand, person), of_period in rows.items():
        yield Assignment(
            engineer=person,
            package=package,
            demand=demand,
            hours={
                moment.timeline.first_day(period): Decimal(hours).scaleb(-2)
                for period, hours in of_period.items()
            },
        )
