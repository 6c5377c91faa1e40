"""Every legal team of a package, with the hours that its members work."""

from __future__ import annotations

from itertools import chain, combinations
from typing import TYPE_CHECKING

from optimizer.problem.problem import Load, Staffing
from optimizer.problem.team_work import Member, own_length, work

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.problem.problem import Demand, Package, Problem, Way

Team = tuple[tuple[int, int], ...]


class Teams:
    """Enumerates teams; nobody is on two demands of a package."""

    def __init__(self, problem: Problem) -> None:
        self._people = problem.people

    def fixed(
        self, package: Package, way: Way, start: int, end: int
    ) -> Iterator[tuple[Team, tuple[Load, ...]]]:
        """Yield fixed teams and their loads."""
        able = [
            [
                person
                for person in demand.qualified
                if self._may_stay(person, start, end, way.tolerated_absence)
            ]
            for demand in way.demands
        ]
        for team in _teams(package, way, able):
            loads = tuple(
                Load(person, period, hours[period], number)
                for person, number in team
                for hours in [self._hours(person, way, number)]
                for period in range(start, end)
                if hours[period]
            )
            yield team, loads

    def by_effort(
        self, package: Package, way: Way, start: int, latest: int
    ) -> Iterator[tuple[Team, int, tuple[Load, ...]]]:
        """Yield effort-driven teams, their ends and their loads."""
        able = [
            [person for person in demand.qualified if self._is_here(person, start)]
            for demand in way.demands
        ]
        for team in _teams(package, way, able):
            yield from self._worked(team, way, start, latest)

    def _worked(
        self, team: Team, way: Way, start: int, latest: int
    ) -> Iterator[tuple[Team, int, tuple[Load, ...]]]:
        """Yield the team if it does the work in time by the rules."""
        end, begins, loads = start + 1, False, []
        for number, demand in enumerate(way.demands):
            members = [
                self._member(person, way, number) for person, of in team if of == number
            ]
            length = own_length(members, demand.work, start, latest)
            if length is None or any(
                length and not any(member.hours[start : start + length])
                for member in members
            ):
                return
            end = max(end, start + length)
            begins |= any(member.hours[start] for member in members)
            for k, row in enumerate(work(members, demand.work, start, latest)):
                loads += [
                    Load(member.person, start + k, hours, number)
                    for member, hours in zip(members, row, strict=True)
                    if hours
                ]
        employed = all(self._people[person].employed[1] >= end for person, _ in team)
        if begins and employed and end <= latest:
            yield team, end, tuple(loads)

    def _member(self, person: int, way: Way, number: int) -> Member:
        demand = way.demands[number]
        speed = demand.speeds[demand.qualified.index(person)]
        hours = self._hours(person, way, number)
        return Member(person, self._people[person].id, hours, speed)

    def _hours(self, person: int, way: Way, number: int) -> Sequence[int]:
        share = way.demands[number].share
        return self._people[person].team_hours(share, overtime=way.overtime)

    def _is_here(self, person: int, period: int) -> bool:
        first, end = self._people[person].employed
        return first <= period < end

    def _may_stay(self, person: int, start: int, end: int, tolerated: int) -> bool:
        someone = self._people[person]
        run = range(start, end)
        away = sum(someone.location_works[t] and not someone.available[t] for t in run)
        return away <= tolerated and all(self._is_here(person, t) for t in run)


def _teams(package: Package, way: Way, able: Sequence[Sequence[int]]) -> Iterator[Team]:
    """Yield every team of able people that locks and sizes allow."""
    for team in _combined(way, able, frozenset()):
        if package.kept_team is not None and set(team) != set(package.kept_team):
            continue
        if set(package.must) <= {person for person, _ in team}:
            yield team


def _combined(
    way: Way, able: Sequence[Sequence[int]], taken: frozenset[int], number: int = 0
) -> Iterator[Team]:
    if number == len(way.demands):
        yield ()
        return
    free = [person for person in able[number] if person not in taken]
    for group in _groups(way, way.demands[number], free):
        for rest in _combined(way, able, taken | set(group), number + 1):
            yield tuple((person, number) for person in group) + rest


def _groups(way: Way, demand: Demand, free: Sequence[int]) -> Iterator[tuple[int, ...]]:
    if way.staffing is Staffing.FIXED_TEAM:
        return combinations(free, demand.headcount)
    sizes = range(demand.team_min, min(demand.team_max, len(free)) + 1)
    return chain.from_iterable(combinations(free, size) for size in sizes)
