"""Serial schedule generation on the classical core, forwards and backwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.search.matching import seat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.search.classical import Classical, Seats

Team = tuple[tuple[int, int], ...]
"""Pairs (person, demand)."""


@dataclass(slots=True)
class Crew:
    """The teams of one kind of activity.

    Attributes
    ----------
    able, heads
        People who qualify for any seat, as bits, and how many are needed in all.
    order
        People, those to be taken first at the front.
    """

    seats: Seats
    able: int
    heads: int
    order: Sequence[int]
    _found: dict[int, tuple[int, Team] | None]

    @classmethod
    def of(cls, seats: Seats, order: Sequence[int]) -> Crew:
        """Return the crew of some seats."""
        able = heads = 0
        for qualified, count in seats:
            able |= qualified
            heads += count
        return cls(seats, able, heads, order, {})

    def team(self, mask: int) -> tuple[int, Team] | None:
        """Return a team of these people, as bits and pairs, or None."""
        mask &= self.able
        if mask not in self._found:
            self._found[mask] = self._matched(mask)
        return self._found[mask]

    def _matched(self, mask: int) -> tuple[int, Team] | None:
        candidates = [
            [person for person in self.order if mask & able & (1 << person)]
            for able, _ in self.seats
        ]
        pairs = seat(candidates, [count for _, count in self.seats])
        if pairs is None:
            return None
        return sum(1 << person for person, _ in pairs), pairs


class Serial:
    """Places activities one after the other, each as early as possible.

    Parameters
    ----------
    order
        People, those to be taken first at the front.
    """

    def __init__(self, core: Classical, order: Sequence[int]) -> None:
        self._core = core
        crews = {seats: Crew.of(seats, order) for seats in set(core.seats)}
        self._crews = [crews[seats] if seats else None for seats in core.seats]

    def schedule(self, sequence: Sequence[int]) -> tuple[list[int], list[Team]] | None:
        """Return starts and teams by activity, or None if an activity never fits.

        Parameters
        ----------
        sequence
            All activities, none before one that it follows.
        """
        core = self._core
        free = [core.capacity | core.guard] * core.horizon
        idle = [core.people] * core.horizon
        starts = [0] * len(core.lengths)
        teams: list[Team] = [()] * len(core.lengths)
        for activity in sequence:
            start = core.earliest[activity]
            for other, distance in core.before[activity]:
                start = max(start, starts[other] + distance)
            found = self._placed(free, idle, activity, start)
            if found is None:
                return None
            start, busy, teams[activity] = found
            starts[activity] = start
            need = core.needs[activity]
            if need or busy:
                for period in range(start, start + core.lengths[activity]):
                    free[period] -= need
                    idle[period] &= ~busy
        return starts, teams

    def _placed(
        self, free: list[int], idle: list[int], activity: int, start: int
    ) -> tuple[int, int, Team] | None:
        """Return (start, people as bits, team) of the first start that works."""
        core = self._core
        if self._crews[activity] is not None:
            return self._with_team(free, idle, activity, start)
        length, need = core.lengths[activity], core.needs[activity]
        if need and length:
            start = earliest(free, core.guard, need, length, start)
        return (start, 0, ()) if start + length <= core.horizon else None

    def _with_team(
        self, free: list[int], idle: list[int], activity: int, start: int
    ) -> tuple[int, int, Team] | None:
        """Return the first start at which facilities and a team are free."""
        core, crew = self._core, self._crews[activity]
        length, need = core.lengths[activity], core.needs[activity]
        while crew is not None and start + length <= core.horizon:
            if need and length:
                start = earliest(free, core.guard, need, length, start)
                if start + length > core.horizon:
                    return None
            mask, later = _together(idle, crew, length, start)
            if later == start:
                team = crew.team(mask)
                if team is not None:
                    return start, *team
                later = _after_conflict(idle, crew, start + length)
            start = later
        return None


def _together(idle: list[int], crew: Crew, length: int, start: int) -> tuple[int, int]:
    """Return people idle throughout, and a later start if they are too few."""
    mask, heads = crew.able, crew.heads
    for period in range(start + length - 1, start - 1, -1):
        mask &= idle[period]
        if mask.bit_count() < heads:
            return mask, period + 1
    return mask, start


def _after_conflict(idle: list[int], crew: Crew, end: int) -> int:
    """Return the first start from which a team is idle up to an end."""
    mask, period = crew.able, end - 1
    while period >= 0:
        mask &= idle[period]
        if crew.team(mask) is None:
            break
        period -= 1
    return period + 1 if period >= 0 else end


def earliest(
    free: Sequence[int], guard: int, need: int, length: int, start: int
) -> int:
    """Return the first start from which facilities have room throughout.

    Past the last one that fits, a start that does not.
    """
    unseen = start
    while start + length <= len(free):
        end = start + length
        period = end - 1
        while period >= unseen and (free[period] - need) & guard == guard:
            period -= 1
        if period < unseen:
            return start
        start, unseen = period + 1, end
    return start
