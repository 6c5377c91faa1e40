"""Named people for every hour of every pool, dates and teams fixed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.cpsat.staffing.demand import pieces
from optimizer.cpsat.staffing.limits import packages_of, period_limits
from optimizer.cpsat.staffing.preference import Preference
from optimizer.cpsat.staffing.repair import staff_period
from optimizer.cpsat.staffing.spending import within_budgets
from optimizer.cpsat.staffing.supply import supply
from optimizer.cpsat.staffing.transport import Period, Shares, Shortage, Transport
from optimizer.problem.problem import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.cpsat.staffing.demand import Piece
    from optimizer.cpsat.staffing.limits import PeriodLimits
    from optimizer.cpsat.staffing.supply import Supply
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Run, Schedule

ATTEMPTS = 50
"""Flows with ever fewer choices before CP-SAT takes over a period."""


class Obstacle(StrEnum):
    """Why pools cannot be staffed.

    hours: some pieces need more hours than those who may serve them have: proven by
    the sums; limits: parallel limits, floors or locks allow no staffing: proven by
    CP-SAT; budgets: money at own rates; undecided: the search for a period gave up.
    """

    HOURS = "hours"
    LIMITS = "limits"
    BUDGETS = "budgets"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Staffed:
    """(package, demand, person, period) → hundredths of hours, from *now* on."""

    pool_hours: Mapping[tuple[int, int, int, int], int]


@dataclass(frozen=True, slots=True)
class Unstaffable:
    """A period and pieces of it that cannot be served together.

    Attributes
    ----------
    pieces
        Pairs (package, demand) of the period.
    people
        Everyone who may serve one of them.
    needed, free
        Hundredths of hours of the pieces and of the people; `needed` is larger if
        the obstacle is hours.
    """

    period: int
    obstacle: Obstacle
    pieces: tuple[tuple[int, int], ...]
    people: tuple[int, ...]
    needed: int
    free: int


def shortages(problem: Problem, schedule: Schedule) -> tuple[Unstaffable, ...]:
    """Return one violated Hall set for every period that lacks hours.

    The separation of the exact engine: none means that hours suffice.
    """
    room = supply(problem, schedule)
    found = []
    for t, listed in enumerate(pieces(problem, schedule.runs)):
        if listed:
            _, shortage = Transport(_period(problem, room, t, listed), _no_cost).solve()
            if shortage is not None:
                found.append(_of_hours(t, shortage))
    return tuple(found)


def staff_pools(problem: Problem, schedule: Schedule) -> Staffed | Unstaffable:
    """Return who does the pools' hours; the schedule's own pool hours are ignored.

    In this order as far as one period after the other can see: least overload, fewest
    moves against the running plan, few handovers and packages per person, low cost.
    """
    staffed = _staff(problem, schedule, thrifty=False)
    if isinstance(staffed, Unstaffable) or within_budgets(
        problem, schedule, staffed.pool_hours
    ):
        return staffed
    staffed = _staff(problem, schedule, thrifty=True)
    if isinstance(staffed, Unstaffable) or within_budgets(
        problem, schedule, staffed.pool_hours
    ):
        return staffed
    return Unstaffable(problem.now, Obstacle.BUDGETS, (), (), 0, 0)


def _staff(
    problem: Problem, schedule: Schedule, *, thrifty: bool
) -> Staffed | Unstaffable:
    rolling = _Rolling(problem, schedule, thrifty=thrifty)
    for period, listed in enumerate(pieces(problem, schedule.runs)):
        unstaffable = rolling.staff(period, listed)
        if unstaffable is not None:
            return unstaffable
    return rolling.with_locks()


def _no_cost(piece: Piece, person: int) -> int:  # noqa: ARG001
    return 0


def _of_hours(period: int, shortage: Shortage) -> Unstaffable:
    return Unstaffable(
        period,
        Obstacle.HOURS,
        shortage.pieces,
        shortage.people,
        shortage.needed,
        shortage.free,
    )


def _period(problem: Problem, room: Supply, period: int, listed: list[Piece]) -> Period:
    regular = room.without_overload[:, period].tolist()
    free = room.free[:, period].tolist()
    people = range(len(problem.people))
    return Period(
        pieces=listed,
        able=[piece.qualified for piece in listed],
        regular=dict(enumerate(regular)),
        overtime={p: free[p] - regular[p] for p in people if free[p] > regular[p]},
    )


class _Rolling:
    """Staffs period after period, each with a liking for those of the one before."""

    def __init__(self, problem: Problem, schedule: Schedule, *, thrifty: bool) -> None:
        self._problem = problem
        self._schedule = schedule
        self._room = supply(problem, schedule)
        self._preference = Preference(problem, thrifty)
        self._periods: dict[int, tuple[Period, PeriodLimits]] = {}
        self._shares: dict[int, Shares] = {}

    def staff(self, number: int, listed: list[Piece]) -> Unstaffable | None:
        """Staff a period, or say why it cannot be."""
        if not listed:
            self._preference.advance({})
            return None
        period = _period(self._problem, self._room, number, listed)
        limits = period_limits(self._problem, self._room, number)
        self._periods[number] = period, limits
        transport = Transport(period, self._preference.cost)
        shares, shortage = transport.solve()
        if shortage is not None:
            return _of_hours(number, shortage)
        return self._keep_limits(number, transport, shares)

    def _keep_limits(
        self, number: int, transport: Transport, shares: Shares
    ) -> Unstaffable | None:
        period, limits = self._periods[number]
        kept, impossible = _narrowed(transport, period, limits, shares), False
        if kept is None:
            kept, impossible = staff_period(period, limits, self._preference, shares)
        if kept is None:
            return _unstaffable(number, period, impossible=impossible)
        self._shares[number] = kept
        self._preference.advance(kept)
        return None

    def with_locks(self) -> Staffed | Unstaffable:
        """Return the staffing once everybody who must be on a pool is."""
        for package, run, person in self._locked():
            numbers = [t for t in range(run.start, run.end) if t in self._periods]
            worked = any(
                (package, person) == (p, who)
                for t in numbers
                for p, _, who in self._shares[t]
            )
            unstaffable = None if worked else self._put(package, person, numbers)
            if unstaffable is not None:
                return unstaffable
        return Staffed(
            {
                (package, demand, person, period): hours
                for period, shares in sorted(self._shares.items())
                for (package, demand, person), hours in shares.items()
            }
        )

    def _locked(self) -> Iterator[tuple[int, Run, int]]:
        """Yield pools with each person who must be on them."""
        for index, run in sorted(self._schedule.runs.items()):
            package = self._problem.packages[index]
            pool = package.ways[run.way].staffing is Staffing.POOL
            if pool and package.started is None:
                for person in package.must:
                    yield index, run, person

    def _put(self, package: int, person: int, numbers: list[int]) -> Unstaffable | None:
        """Give a person hours of a package in the first period that allows it."""
        impossible = len(numbers) <= 1  # else what runs in one period is no reason
        for number in numbers:
            period, limits = self._periods[number]
            limits = replace(limits, must=limits.must | {(package, person)})
            shares, none = staff_period(
                period, limits, self._preference, self._shares[number]
            )
            if shares is not None:
                self._periods[number] = period, limits
                self._shares[number] = shares
                return None
            impossible &= none and len(limits.must) == 1
        start = self._schedule.runs[package].start
        number = next(iter(numbers), max(start, self._problem.now))
        empty = Period([], [], {})
        period = self._periods[number][0] if numbers else empty
        return _unstaffable(number, period, impossible=impossible)


def _narrowed(
    transport: Transport, period: Period, limits: PeriodLimits, shares: Shares
) -> Shares | None:
    """Take choices from those who have too many packages until nobody has."""
    for _ in range(ATTEMPTS):
        excess = limits.excess(period, shares)
        if not excess:
            return shares
        given = packages_of(shares)
        for person, number in excess.items():
            hours = given[person]
            largest = sorted(hours, key=hours.__getitem__, reverse=True)
            transport.forbid(person, largest[:number])
        shares, shortage = transport.solve()
        if shortage is not None:
            return None
    return None


def _unstaffable(number: int, period: Period, *, impossible: bool) -> Unstaffable:
    people = {person for able in period.able for person in able}
    return Unstaffable(
        period=number,
        obstacle=Obstacle.LIMITS if impossible else Obstacle.UNDECIDED,
        pieces=tuple((piece.package, piece.demand) for piece in period.pieces),
        people=tuple(sorted(people)),
        needed=sum(piece.hours for piece in period.pieces),
        free=sum(period.free(person) for person in people),
    )
