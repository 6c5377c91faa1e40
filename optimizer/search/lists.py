"""Lists of activities: sampled by latest finish, crossed and mutated."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from optimizer.search.classical import Classical
    from optimizer.search.serial import Team

SWAPS = 0.04
"""Share of neighbours in a child's list that change places."""


@dataclass(frozen=True, slots=True)
class Individual:
    """A schedule and the list that made it; starts and teams by activity."""

    sequence: tuple[int, ...]
    starts: tuple[int, ...]
    teams: tuple[Team, ...]
    makespan: int


def latest_finishes(core: Classical) -> list[int]:
    """Return latest finishes by activity, against an end at 0."""
    finish = [0] * len(core.lengths)
    for activity in reversed(_topological(core)):
        for other, distance in core.after[activity]:
            latest = finish[other] - core.lengths[other] - distance
            finish[activity] = min(finish[activity], latest + core.lengths[activity])
    return finish


def _topological(core: Classical) -> list[int]:
    missing = [len(row) for row in core.before]
    order = [activity for activity, count in enumerate(missing) if not count]
    for activity in order:
        for other, _ in core.after[activity]:
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    return order


def sampled(core: Classical, random: Random, bias: float) -> list[int]:
    """Return a list by latest finish; the larger the bias, the more by chance."""
    finish = latest_finishes(core)
    spread = bias * (1 + sum(core.lengths) / max(1, len(core.lengths)))
    missing = [len(row) for row in core.before]

    def key(activity: int) -> float:
        chance = spread * log(1.0 / (1.0 - random.random())) if spread else 0.0
        return finish[activity] + chance

    ready = [(key(a), a) for a, count in enumerate(missing) if not count]
    heapify(ready)
    sequence = []
    while ready:
        _, activity = heappop(ready)
        sequence.append(activity)
        for other, _ in core.after[activity]:
            missing[other] -= 1
            if not missing[other]:
                heappush(ready, (key(other), other))
    return sequence


def ordered(core: Classical, sequence: Sequence[int], keys: Sequence[int]) -> list[int]:
    """Return a list by key, ties as in `sequence`, none before one that it follows.

    `sequence` itself has that property. Keys alone would do were no distance below 0.
    """
    order = sorted(sequence, key=keys.__getitem__)
    if core.monotone:
        return order
    place = {activity: n for n, activity in enumerate(order)}
    missing = [len(row) for row in core.before]
    ready = [place[a] for a, count in enumerate(missing) if not count]
    heapify(ready)
    result = []
    while ready:
        activity = order[heappop(ready)]
        result.append(activity)
        for other, _ in core.after[activity]:
            missing[other] -= 1
            if not missing[other]:
                heappush(ready, place[other])
    return result


def crossed(mother: Sequence[int], father: Sequence[int], random: Random) -> list[int]:
    """Return the mother's ends around the father's order of what lies between."""
    size = len(mother)
    first = random.randint(0, size)
    last = min(size, first + random.randint(size // 4, max(size // 4, size * 3 // 4)))
    middle = set(mother[first:last])
    inner = [activity for activity in father if activity in middle]
    return [*mother[:first], *inner, *mother[last:]]


def mutated(core: Classical, sequence: Sequence[int], random: Random) -> list[int]:
    """Return the list with some neighbours swapped where no link forbids it."""
    changed = list(sequence)
    for n in range(len(changed) - 1):
        if random.random() < SWAPS:
            one, other = changed[n], changed[n + 1]
            if all(before != one for before, _ in core.before[other]):
                changed[n], changed[n + 1] = other, one
    return changed
