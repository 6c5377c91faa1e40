"""What makes one package impossible whatever else is planned."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing
from optimizer.problem.contradictions.reason import Reason, last_end, place
from optimizer.problem.contradictions.seats import all_seated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.problem.problem import Demand, Package, Person, Problem, Way


def package_reasons(problem: Problem, index: int) -> Iterator[Reason]:
    """Yield why a package cannot be done; nothing of a started one, which is fact."""
    package = problem.packages[index]
    if package.started:
        return
    where, end = place(problem, index), last_end(problem, index)
    day = problem.timeline.first_day
    if package.earliest > min(package.latest_start, end):
        yield Reason(
            "window_too_short",
            where,
            f"can start in the period of {day(package.earliest)} at the earliest, and "
            f"must start by {day(min(package.latest_start, end))}",
        )
        return
    if not package.ways:
        yield Reason(
            "contradictory_locks",
            where,
            "is kept in a mode that its lock, or its list of modes, does not allow",
        )
        return
    by_way = [list(_way_reasons(problem, package, way, end)) for way in package.ways]
    if all(by_way):
        for way, sentences in zip(package.ways, by_way, strict=True):
            told = f"{where}/modes/{way.id}" if len(package.ways) > 1 else where
            for code, sentence in sentences:
                yield Reason(code, told, sentence)


def _way_reasons(
    problem: Problem, package: Package, way: Way, end: int
) -> Iterator[tuple[str, str]]:
    """Yield code and sentence of what makes a way impossible."""
    day = problem.timeline.first_day
    if package.earliest + way.shortest > end:
        yield (
            "window_too_short",
            f"needs {way.shortest} periods, and has {max(0, end - package.earliest)} "
            f"from {day(package.earliest)} to the end of its window",
        )
        return
    yield from _demand_reasons(problem, package, way, end)
    yield from _lock_reasons(problem, package, way)
    yield from _facility_reasons(problem, package, way, end)
    for stock, amount in way.consumes:
        if amount > problem.stocks[stock].amount:
            yield (
                "stock_too_small",
                f"consumes {amount / 100:g} of {problem.stocks[stock].id}, of which "
                f"there are {problem.stocks[stock].amount / 100:g}",
            )


def _demand_reasons(
    problem: Problem, package: Package, way: Way, end: int
) -> Iterator[tuple[str, str]]:
    seats: list[tuple[int, frozenset[str]]] = []
    short = False
    for demand in way.demands:
        able = _able(problem, package, way, demand, end)
        seats.append((_seats(way, demand), able))
        if len(able) < seats[-1][0]:
            short = True
            yield (
                "too_few_qualified",
                f"demand {demand.id} needs {seats[-1][0]} of skill {demand.skill}, "
                f"{len(able)} qualified and employed in its window",
            )
        elif _too_much(problem, package, way, demand, end):
            yield (
                "too_few_hours",
                f"demand {demand.id} needs {demand.effort / 100:g} hours, more than "
                "all who qualify have in its window",
            )
    if not short and way.staffing is not Staffing.POOL and not all_seated(seats):
        yield (
            "too_few_qualified",
            f"needs {sum(count for count, _ in seats)} different people over its "
            "demands, and not so many qualify",
        )


def _seats(way: Way, demand: Demand) -> int:
    """Return the least number of people on a demand."""
    if way.staffing is Staffing.FIXED_TEAM:
        return demand.headcount
    if way.staffing is Staffing.EFFORT_TEAM:
        return demand.team_min
    return 1 if demand.effort else 0


def _able(
    problem: Problem, package: Package, way: Way, demand: Demand, end: int
) -> frozenset[str]:
    """Return who qualifies and is employed long enough within the window."""
    pool = way.staffing is Staffing.POOL
    needed = 1 if pool else max(1, way.shortest)
    return frozenset(
        problem.people[person].id
        for person in demand.qualified
        if _overlap(problem.people[person], package.earliest, end) >= needed
    )


def _overlap(person: Person, first: int, end: int) -> int:
    return min(person.employed[1], end) - max(person.employed[0], first)


def _too_much(
    problem: Problem, package: Package, way: Way, demand: Demand, end: int
) -> bool:
    """Return whether the effort is more than all have, each at their best."""
    if way.staffing is Staffing.FIXED_TEAM or not demand.effort:
        return False
    most: dict[str, int] = {}
    for index, speed in zip(demand.qualified, demand.speeds, strict=True):
        person = problem.people[index]
        if way.staffing is Staffing.POOL:
            does = sum(person.capacity[package.earliest : end]) * 100
        else:
            hours = person.team_hours(demand.share, overtime=way.overtime)
            does = sum(hours[package.earliest : end]) * speed
        most[person.id] = max(most.get(person.id, 0), does)
    return sum(most.values()) < demand.effort * 100


def _lock_reasons(
    problem: Problem, package: Package, way: Way
) -> Iterator[tuple[str, str]]:
    """Yield locks and kept teams that name people who do not qualify."""
    places = {
        d: {problem.people[person].id for person in demand.qualified}
        for d, demand in enumerate(way.demands)
    }
    must = {problem.people[person].id for person in package.must}
    for engineer in sorted(must):
        if not any(engineer in able for able in places.values()):
            yield (
                "contradictory_locks",
                f"must have {engineer}, who qualifies for none of its demands (or "
                "must_not be on it)",
            )
    if _crowded(way, must):
        yield (
            "contradictory_locks",
            f"must have {len(must)} people, more than its teams hold",
        )
    for person, demand in package.kept_team or ():
        if problem.people[person].id not in places[demand]:
            yield (
                "contradictory_locks",
                f"is frozen with {problem.people[person].id}, who does not qualify "
                f"for {way.demands[demand].id}",
            )


def _crowded(way: Way, must: set[str]) -> bool:
    largest = {
        Staffing.FIXED_TEAM: sum(demand.headcount for demand in way.demands),
        Staffing.EFFORT_TEAM: sum(demand.team_max for demand in way.demands),
    }
    return way.staffing in largest and len(must) > largest[way.staffing]


def _facility_reasons(
    problem: Problem, package: Package, way: Way, end: int
) -> Iterator[tuple[str, str]]:
    for index, units in way.uses:
        facility = problem.facilities[index]
        window = facility.capacity[package.earliest : end]
        if len(window) >= way.shortest and min(window, default=0) >= units:
            continue
        if _longest_run(capacity >= units for capacity in window) < way.shortest:
            yield (
                "facility_too_small",
                f"uses {units} of {facility.id} for {way.shortest} periods, which its "
                f"window never has (at most {max(window, default=0)} at a time)",
            )


def _longest_run(fits: Iterable[bool]) -> int:
    return max((sum(group) for fit, group in groupby(fits) if fit), default=0)
