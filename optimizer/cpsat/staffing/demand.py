"""What has to be staffed: the hours of pools, period by period, and those of teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.problem.problem import Load, Staffing
from optimizer.problem.team_work import Member, spread, work

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.problem.problem import Problem, Way
    from optimizer.problem.schedule import Run


@dataclass(frozen=True, slots=True)
class Piece:
    """The hours, in hundredths, that a pool demand needs in one period.

    `qualified` are the people who may serve it; `role_rate` is the rate of those who
    have none of their own.
    """

    package: int
    demand: int
    hours: int
    qualified: tuple[int, ...]
    role_rate: int = 0


def pieces(problem: Problem, runs: Mapping[int, Run]) -> list[list[Piece]]:
    """Return the pieces of all pools, by period from 0 to the horizon."""
    table: list[list[Piece]] = [[] for _ in range(problem.horizon)]
    for index, run in sorted(runs.items()):
        for period, piece in pieces_of(problem, index, run):
            if period < problem.horizon:
                table[period].append(piece)
    return table


def pieces_of(problem: Problem, index: int, run: Run) -> Iterator[tuple[int, Piece]]:
    """Yield (period, piece) of a package, from *now* on, without empty pieces."""
    package = problem.packages[index]
    way, started = package.ways[run.way], package.started
    if way.staffing is not Staffing.POOL or (started is not None and started.done):
        return
    first = run.start if started is None else problem.now
    for d, demand in enumerate(way.demands):
        total = demand.effort if started is None else started.remaining[d]
        for k, hours in enumerate(spread(total, run.end - first)):
            if hours:
                yield (
                    first + k,
                    Piece(index, d, hours, demand.qualified, demand.role_rate),
                )


def team_loads(problem: Problem, index: int, run: Run) -> tuple[Load, ...]:
    """Return the hours of a package's team, from *now* on; none for pools."""
    package = problem.packages[index]
    way = package.ways[run.way]
    if package.started is not None:
        return package.started.loads
    if way.staffing is Staffing.FIXED_TEAM:
        return tuple(_fixed_loads(problem, way, run))
    if way.staffing is Staffing.EFFORT_TEAM:
        return tuple(_effort_loads(problem, way, run))
    return ()


def _fixed_loads(problem: Problem, way: Way, run: Run) -> Iterator[Load]:
    for person, d in run.team:
        share = way.demands[d].share
        hours = problem.people[person].team_hours(share, overtime=way.overtime)
        for period in range(run.start, run.end):
            yield Load(person, period, hours[period], d)


def _effort_loads(problem: Problem, way: Way, run: Run) -> Iterator[Load]:
    for d, demand in enumerate(way.demands):
        speeds = dict(zip(demand.qualified, demand.speeds, strict=True))
        team = [
            Member(
                person,
                problem.people[person].id,
                problem.people[person].team_hours(demand.share, overtime=way.overtime),
                speeds[person],
            )
            for person, of in run.team
            if of == d
        ]
        for k, row in enumerate(work(team, demand.work, run.start, run.end)):
            for member, hours in zip(team, row, strict=True):
                yield Load(member.person, run.start + k, hours, d)
