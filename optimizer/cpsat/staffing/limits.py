"""Parallel limits and floors of one period, beside its hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.cpsat.staffing.supply import Supply
    from optimizer.cpsat.staffing.transport import Period, Shares
    from optimizer.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class FloorRoom:
    """What pools may take of people who are kept free.

    Attributes
    ----------
    people
        Who counts; for a floor of people only those without team hours.
    heads
        How many of them may get hours, or None.
    hours
        Hundredths of hours before overtime that they may get, or None.
    """

    people: frozenset[int]
    heads: int | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class PeriodLimits:
    """What binds the staffing of a period beside hours.

    Attributes
    ----------
    slots
        Person → packages that may give them pool hours.
    floors
        Rooms that floors leave.
    must
        Pairs (package, person) that need at least a hundredth of an hour.
    """

    slots: Mapping[int, int]
    floors: tuple[FloorRoom, ...] = ()
    must: frozenset[tuple[int, int]] = frozenset()

    def excess(self, period: Period, shares: Shares) -> dict[int, int]:
        """Return person → packages they may keep, for those who have too much."""
        given = packages_of(shares)
        kept = {
            person: max(0, self.slots[person])
            for person, packages in given.items()
            if len(packages) > self.slots[person]
        }
        for floor in self.floors:
            busy = [person for person in given if person in floor.people]
            if floor.heads is not None and len(busy) > floor.heads:
                busy.sort(key=lambda person: sum(given[person].values()))
                kept |= dict.fromkeys(busy[: len(busy) - max(0, floor.heads)], 0)
            if floor.hours is not None:
                taken = sum(
                    min(sum(given[person].values()), period.regular.get(person, 0))
                    for person in busy
                )
                if taken > floor.hours:
                    kept |= dict.fromkeys(busy, 1)
        return kept

    def kept(self, period: Period, shares: Shares) -> bool:
        """Return whether shares respect every limit."""
        worked = {(package, person) for package, _, person in shares}
        return not self.excess(period, shares) and self.must <= worked


def packages_of(shares: Shares) -> dict[int, dict[int, int]]:
    """Return person → package → hours."""
    given: dict[int, dict[int, int]] = {}
    for (package, _, person), hours in shares.items():
        if hours:
            packages = given.setdefault(person, {})
            packages[package] = packages.get(package, 0) + hours
    return given


def period_limits(problem: Problem, room: Supply, period: int) -> PeriodLimits:
    """Return the limits of a period."""
    slots = dict(enumerate(room.slots[:, period].tolist()))
    return PeriodLimits(slots, tuple(_floor_rooms(problem, room, period)))


def _floor_rooms(problem: Problem, room: Supply, period: int) -> Iterator[FloorRoom]:
    available = room.available[:, period]
    team_hours = room.team_hours[:, period]
    for floor in problem.floors:
        if not floor.first <= period < floor.end:
            continue
        present = [p for p in floor.qualified if available[p] > 0]
        if floor.people is not None:
            idle = [p for p in present if not team_hours[p]]
            busy = len(present) - len(idle)
            heads = max(0, len(present) - floor.people) - busy
            yield FloorRoom(frozenset(idle), heads=heads)
        if floor.hours is not None:
            total = sum(int(available[p]) for p in present)
            left = sum(max(0, int(available[p] - team_hours[p])) for p in present)
            hours = left - min(floor.hours, total)
            yield FloorRoom(frozenset(present), hours=hours)
