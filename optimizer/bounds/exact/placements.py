"""Every way to place a package: mode, start, length and the whole team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.bounds.exact.teams import Teams
from optimizer.problem.problem import Load, Staffing
from optimizer.problem.team_work import spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.problem.problem import Package, Problem, Started

Team = tuple[tuple[int, int], ...]
"""Pairs (person, demand)."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One way to run one package from start to end.

    Attributes
    ----------
    team
        Members; empty for pools and where nobody is needed.
    loads
        Hours of the team from *now* on.
    pooled
        (demand, period) → hours that a pool has to find, from *now* on.
    """

    start: int
    end: int
    way: int
    team: Team = ()
    loads: tuple[Load, ...] = ()
    pooled: tuple[tuple[tuple[int, int], int], ...] = ()


class Placements:
    """Enumerates the placements of packages one by one."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._teams = Teams(problem)

    def of(self, package: Package) -> Iterator[Placement]:
        """Yield every legal placement of a package, whatever the others do."""
        latest = self._problem.projects[package.project].latest_end
        if package.started is not None:
            yield from self._started(package.started, latest)
            return
        latest = min(latest, package.latest_end)
        for number in range(len(package.ways)):
            for start in range(package.earliest, package.latest_start + 1):
                yield from self._from(package, number, start, latest)

    def _from(
        self, package: Package, number: int, start: int, latest: int
    ) -> Iterator[Placement]:
        way = package.ways[number]
        if way.staffing is Staffing.EFFORT_TEAM:
            for team, end, loads in self._teams.by_effort(package, way, start, latest):
                yield Placement(start, end, number, team, loads)
            return
        for end in range(start + way.shortest, start + way.longest + 1):
            if end > latest:
                return
            if way.staffing is Staffing.FIXED_TEAM:
                for team, loads in self._teams.fixed(package, way, start, end):
                    yield Placement(start, end, number, team, loads)
            elif way.staffing is Staffing.POOL:
                efforts = tuple(demand.effort for demand in way.demands)
                pooled = _pooled(efforts, start, end)
                yield Placement(start, end, number, pooled=pooled)
            else:
                yield Placement(start, end, number)

    def _started(self, started: Started, latest: int) -> Iterator[Placement]:
        now = self._problem.now
        for end in started.ends:
            if started.done:
                yield Placement(started.start, end, started.way)
            elif end <= latest and self._stays(started.team, end):
                yield Placement(
                    started.start,
                    end,
                    started.way,
                    started.team,
                    started.loads,
                    _pooled(started.remaining, now, end),
                )

    def _stays(self, team: Team, end: int) -> bool:
        """Return whether a running team is employed to the end."""
        employed = (self._problem.people[person].employed for person, _ in team)
        return all(
            first <= self._problem.now and end <= until for first, until in employed
        )


def _pooled(
    efforts: tuple[int, ...], start: int, end: int
) -> tuple[tuple[tuple[int, int], int], ...]:
    return tuple(
        ((demand, start + k), hours)
        for demand, effort in enumerate(efforts)
        for k, hours in enumerate(spread(effort, end - start) if end > start else ())
        if hours
    )
