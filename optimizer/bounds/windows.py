"""When each package can start, and how soon it can then end, alone in the world.

Everything here is a relaxation: people are counted as if nobody else wanted them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from heapq import nlargest
from itertools import accumulate
from typing import TYPE_CHECKING

from optimizer.problem.problem import LinkType, Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optimizer.problem.problem import Demand, Link, Package, Problem, Started, Way


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of one package, at one length where the length is chosen freely.

    Attributes
    ----------
    ends
        Possible start → the soonest end.
    length
        Of the whole package; None where the team decides it.
    last_end
        The latest end.
    """

    way: int
    ends: Mapping[int, int]
    length: int | None
    last_end: int

    @property
    def shortest(self) -> int:
        """The least time between a start and its end."""
        return min(end - start for start, end in self.ends.items())


@dataclass(frozen=True, slots=True)
class Choices:
    """All choices of a package, none where it cannot run at all."""

    options: tuple[Choice, ...]

    @property
    def first_start(self) -> int | None:
        """The soonest start of any choice."""
        return min((min(option.ends) for option in self.options), default=None)

    @property
    def first_end(self) -> int | None:
        """The soonest end of any choice."""
        return min((min(option.ends.values()) for option in self.options), default=None)

    @property
    def last_end(self) -> int | None:
        """The latest end of any choice."""
        return max((option.last_end for option in self.options), default=None)

    @property
    def shortest(self) -> int | None:
        """The least time between a start and an end of any choice."""
        return min((option.shortest for option in self.options), default=None)

    def within(self, first_start: int, first_end: int) -> Choices:
        """Return the choices that neither start nor end earlier."""
        kept = []
        for option in self.options:
            ends = {
                start: max(end, first_end) if option.length is None else end
                for start, end in option.ends.items()
                if start >= first_start and (option.length is None or end >= first_end)
            }
            if ends:
                kept.append(replace(option, ends=ends))
        return Choices(tuple(kept))


def every_choice(problem: Problem) -> tuple[Choices, ...]:
    """Return the choices of each package, cut to what links leave possible."""
    alone = Alone(problem)
    choices = [Choices(tuple(alone.options(package))) for package in problem.packages]
    binding = [
        link for link in problem.links if not link.soft or _always_binds(problem, link)
    ]
    for _ in problem.packages:
        cut = [_tighten(problem, link, choices) for link in binding]
        if not any(cut):
            break
    return tuple(choices)


def _always_binds(problem: Problem, link: Link) -> bool:
    before = problem.packages[link.predecessor].project
    after = problem.packages[link.successor].project
    return before == after or problem.projects[before].forced


def _tighten(problem: Problem, link: Link, choices: list[Choices]) -> bool:
    """Cut the successor's starts and ends; return whether anything was cut."""
    before, after = choices[link.predecessor], choices[link.successor]
    first_start, first_end = before.first_start, before.first_end
    if first_start is None or first_end is None:
        cut = Choices(())
    elif link.type is LinkType.FINISH_START:
        cut = after.within(first_end + link.lag, 0)
    elif link.type is LinkType.START_START:
        cut = after.within(first_start + link.lag, 0)
    elif link.type is LinkType.FINISH_FINISH:
        cut = after.within(problem.now, first_end + link.lag)
    else:
        cut = after.within(problem.now, first_start + link.lag)
    limit = problem.projects[problem.packages[link.successor].project].latest_end
    cut = _not_after(cut, min(limit, problem.packages[link.successor].latest_end))
    choices[link.successor] = cut
    return cut != after


def _not_after(choices: Choices, latest_end: int) -> Choices:
    kept = []
    for option in choices.options:
        ends = {start: end for start, end in option.ends.items() if end <= latest_end}
        if ends:
            kept.append(replace(option, ends=ends))
    return Choices(tuple(kept))


def _goes_on(started: Started, latest: int) -> Iterator[Choice]:
    """Yield the ends of a package that runs or is done."""
    for end in started.ends:
        if started.done or end <= latest:
            length = end - started.start
            yield Choice(started.way, {started.start: end}, length, end)


class Alone:
    """Starts and soonest ends of packages that have everything to themselves."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._least_units = [
            min(facility.capacity, default=0) for facility in problem.facilities
        ]
        self._team_totals = cache(self._best_totals)
        self._candidates = cache(self._count_candidates)

    def options(self, package: Package) -> Iterator[Choice]:
        """Yield the choices of a package."""
        latest = self._problem.projects[package.project].latest_end
        if package.started is not None:
            yield from _goes_on(package.started, latest)
            return
        latest = min(latest, package.latest_end)
        for number, way in enumerate(package.ways):
            if way.staffing is Staffing.EFFORT_TEAM:
                ends = dict(self._effort_ends(package, way, latest))
                if ends:
                    yield Choice(number, ends, None, latest)
                continue
            for length in range(way.shortest, way.longest + 1):
                ends = dict(self._fixed_ends(package, way, length, latest))
                if ends:
                    yield Choice(number, ends, length, max(ends.values()))

    def _fixed_ends(
        self, package: Package, way: Way, length: int, latest: int
    ) -> Iterator[tuple[int, int]]:
        for start in range(package.earliest, package.latest_start + 1):
            end = start + length
            if end > latest:
                return
            if self._has_room(way, start, end) and self._has_team(way, start, end):
                yield start, end

    def _effort_ends(
        self, package: Package, way: Way, latest: int
    ) -> Iterator[tuple[int, int]]:
        horizon = self._problem.horizon
        for start in range(package.earliest, min(package.latest_start + 1, horizon)):
            end = start + 1
            for demand in way.demands:
                totals = self._team_totals(demand, way.overtime)
                goal = totals[start] + demand.effort * 100
                end = max(end, bisect_left(totals, goal))
            if end <= latest and self._has_room(way, start, end):
                yield start, end

    def _best_totals(self, demand: Demand, overtime: bool) -> list[int]:
        """Return what the best team could have done before each period."""
        best = self.best_rates(demand, demand.team_max, overtime=overtime)
        return list(accumulate(best, initial=0))

    def best_rates(self, demand: Demand, people: int, *, overtime: bool) -> list[int]:
        """Return, per period, the most that so many people contribute."""
        rates = [
            [hours * speed for hours in self._hours(person, demand.share, overtime)]
            for person, speed in zip(demand.qualified, demand.speeds, strict=True)
        ]
        return [
            sum(nlargest(people, (rate[period] for rate in rates)))
            for period in range(self._problem.horizon)
        ]

    def _hours(self, person: int, share: int, overtime: bool) -> Sequence[int]:
        return self._problem.people[person].team_hours(share, overtime=overtime)

    def _has_room(self, way: Way, start: int, end: int) -> bool:
        """Return whether each facility has the units, were it empty."""
        for facility, units in way.uses:
            if units <= self._least_units[facility]:
                continue
            capacity = self._problem.facilities[facility].capacity
            if any(units > capacity[period] for period in range(start, end)):
                return False
        return True

    def _has_team(self, way: Way, start: int, end: int) -> bool:
        """Return whether a fixed team could be found, were nobody busy."""
        if way.staffing is not Staffing.FIXED_TEAM or start == end:
            return True
        return all(
            self._can_stay(demand, way.tolerated_absence, start, end)
            for demand in way.demands
        )

    def _can_stay(self, demand: Demand, tolerated: int, start: int, end: int) -> bool:
        always, sometimes = self._candidates(demand.qualified, tolerated)
        missing = demand.headcount - always
        for (first, last), away in sometimes:
            if missing <= 0:
                break
            if first <= start and end <= last:
                missing -= away[end] - away[start] <= tolerated
        return missing <= 0

    def _count_candidates(
        self, qualified: tuple[int, ...], tolerated: int
    ) -> tuple[int, list[tuple[tuple[int, int], list[int]]]]:
        """Return how many may always stay, and calendars of those who may at times.

        A calendar is the interval of employment and the periods away before each.
        """
        always, sometimes = 0, []
        for number in qualified:
            person = self._problem.people[number]
            here = zip(person.available, person.location_works, strict=True)
            away = list(accumulate((works and not h for h, works in here), initial=0))
            if person.employed == (0, self._problem.horizon) and away[-1] <= tolerated:
                always += 1
            else:
                sometimes.append((person.employed, away))
        return always, sometimes
