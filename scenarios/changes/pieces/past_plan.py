"""A running plan in which a package that has started stands in two pieces."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.directory import way
from optimizer.plan.plan import Assignment
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from optimizer.plan.plan import Plan, ScheduledPackage
    from optimizer.portfolio.work import Package
    from optimizer.problem.timeline import Timeline
    from scenarios.changes.pieces.running import Started

LEAST_HOURS = Decimal("0.01")
"""Makes somebody one of a pool's people whose hours all lie in the past."""


def with_past(
    plan: Plan, started: Started, pieces: tuple[Package, Package], at: int, on: Timeline
) -> Plan:
    """Return a running plan with both pieces of a package that is cut at a period.

    The rest has the start and the people of the original, and no hours before the
    cut; what is done has them. A plan without the package stays as it is.

    Parameters
    ----------
    pieces
        What is done, and the rest.
    """
    past, rest = pieces
    original = next((it for it in plan.packages if it.package == rest.id), None)
    if original is None:
        return plan
    periods = max(0, at - on.holding(original.start))
    begun = original.replace(package=past.id, periods=periods, mode="default")
    left = original if rest.modes else original.replace(mode="default")
    rows = tuple(
        piece
        for row in plan.packages
        for piece in ((begun, left) if row is original else (row,))
    )
    own = [it for it in plan.assignments if it.package == rest.id]
    others = tuple(it for it in plan.assignments if it.package != rest.id)
    before = tuple(_before(own, past, on.first_day(at)))
    after = tuple(_after(own, started, left, rest, on.first_day(at)))
    return plan.replace(packages=rows, assignments=(*others, *before, *after))


def with_copies(plan: Plan, package: Package, names: Sequence[str]) -> Plan:
    """Return a running plan in which other packages have the start and the people.

    The hours stay with the package; they are not planned twice.
    """
    pool = package.staffing is Staffing.POOL
    rows, assignments = list(plan.packages), list(plan.assignments)
    rows += [
        row.replace(package=name)
        for name in names
        for row in plan.packages
        if row.package == package.id
    ]
    assignments += [
        row.replace(package=name, hours=_sign(row) if pool else {})
        for name in names
        for row in plan.assignments
        if row.package == package.id
    ]
    return plan.replace(packages=tuple(rows), assignments=tuple(assignments))


def _sign(row: Assignment) -> dict[date, Decimal] | None:
    """Return as few hours as show that somebody is one of a pool's people."""
    days = [day for day, hours in (row.hours or {}).items() if hours]
    return {max(days): LEAST_HOURS} if days else row.hours


def _before(own: list[Assignment], past: Package, cut: date) -> Iterator[Assignment]:
    demands = {demand.id for demand in past.demands}
    for row in own:
        if row.demand in demands:
            worked = {day: h for day, h in (row.hours or {}).items() if day < cut}
            yield row.replace(package=past.id, hours=worked)


def _after(
    own: list[Assignment],
    started: Started,
    left: ScheduledPackage,
    rest: Package,
    cut: date,
) -> Iterator[Assignment]:
    """Yield everybody who was on the original, on a demand that is left."""
    mode = way(rest, left.mode) or rest.ways[0]
    demands = [demand.id for demand in mode.demands]
    pool = rest.staffing is Staffing.POOL
    team = [
        Assignment(engineer=person, package=rest.id, demand=demand, hours={})
        for demand, person in sorted(started.team)
    ]
    seen: set[tuple[str, str]] = set()
    for row in (own if pool else [*own, *team]) if demands else ():
        demand = row.demand if row.demand in demands else demands[0]
        place = (row.engineer, demand if pool else "")
        if place in seen or (pool and not any((row.hours or {}).values())):
            continue
        seen.add(place)
        hours = {day: h for day, h in (row.hours or {}).items() if day >= cut}
        if pool and not any(hours.values()):
            hours = {cut: LEAST_HOURS}
        yield row.replace(demand=demand, hours=hours)
