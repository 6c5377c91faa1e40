"""The fewest hours that floors keep free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.problem.problem import Floor, Problem


@dataclass(frozen=True, slots=True)
class KeptFree:
    """Hours that some people have free in each period, at least."""

    people: frozenset[int]
    hours: tuple[int, ...]


def kept_free(problem: Problem, floor: Floor) -> KeptFree:
    """Return what a floor keeps free, whoever it is that stays free.

    Free people have at least as many hours as those who have least; people on offer
    may not be there.
    """
    people = [problem.people[person] for person in floor.qualified]

    def kept(period: int) -> int:
        sure = [p.available[period] for p in people if p.offer is None]
        if not floor.first <= period < floor.end:
            return 0
        if floor.hours is not None:
            return min(floor.hours, sum(sure))
        present = sorted(p.available[period] for p in people if p.available[period])
        count = min(floor.people or 0, sum(hours > 0 for hours in sure))
        return sum(present[:count])

    hours = tuple(kept(period) for period in range(problem.horizon))
    return KeptFree(frozenset(floor.qualified), hours)
