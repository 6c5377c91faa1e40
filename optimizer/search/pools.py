"""Pools: hours of each period from whoever has them, the same people if possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from optimizer.problem.schedule import Run
from optimizer.problem.team_work import spread
from optimizer.search.fixed import blocks, facilities_free, starts
from optimizer.search.option import Option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from optimizer.problem.problem import Demand
    from optimizer.search.option import PoolShares
    from optimizer.search.room import Room
    from optimizer.search.tables import Mask
    from optimizer.search.windows import Window


def pool_options(
    room: Room, package: int, number: int, window: Window, liking: NDArray[np.float64]
) -> Iterator[Option]:
    """Yield options of a pool by end; among equal ends, the shortest first."""
    way = room.tables.problem.packages[package].ways[number]
    lengths = range(way.shortest, way.longest + 1)
    wanted = [starts(way, length, window) for length in lengths]
    ends = [
        start + length
        for length, some in zip(lengths, wanted, strict=True)
        for start in (some[:1] or ())
    ]
    last = [
        some[-1] + length
        for length, some in zip(lengths, wanted, strict=True)
        if len(some)
    ]
    if not ends:
        return
    for block in blocks(range(min(ends), max(last) + 1)):
        yield from _ending_in(room, package, number, window, block, liking)


def _ending_in(
    room: Room,
    package: int,
    number: int,
    window: Window,
    ends: range,
    liking: NDArray[np.float64],
) -> Iterator[Option]:
    whole = room.tables.problem.packages[package]
    way = whole.ways[number]
    found: list[tuple[int, int]] = []
    for length in range(way.shortest, way.longest + 1):
        wanted = starts(way, length, window)
        first = max(wanted.start, ends.start - length)
        block = range(first, min(wanted.stop, ends.stop - length))
        if not block:
            continue
        free = facilities_free(room, way, length, block)
        totals = [demand.effort for demand in way.demands]
        free &= enough_hours(room, way.demands, totals, length, block)
        found += [(block[o] + length, length) for o in np.flatnonzero(free).tolist()]
    for end, length in sorted(found):
        run = Run(end - length, length, number)
        # Floors of people may want few hands where hours alone want the right ones.
        for few in (False, True) if room.tables.problem.floors else (False,):
            option = pool_option(room, package, run, liking, few=few)
            if option is not None:
                yield option


def enough_hours(
    room: Room,
    demands: Sequence[Demand],
    totals: Sequence[int],
    length: int,
    block: range,
) -> Mask:
    """Return the starts at which each demand alone finds its hours."""
    enough = np.ones(len(block), bool)
    for demand, total in zip(demands, totals, strict=True):
        people = room.tables.qualified(demand)
        first, end = block.start, block.stop + length - 1
        free = room.pool_usable(people, first, end).sum(axis=0)
        pieces = np.array(spread(total, length), np.int64)
        enough &= (sliding_window_view(free, length) >= pieces).all(axis=1)
    return enough


def pool_option(
    room: Room,
    package: int,
    run: Run,
    liking: NDArray[np.float64],
    *,
    few: bool = False,
) -> Option | None:
    """Return a pool's option with named people for one run, or None.

    Parameters
    ----------
    few
        Whether people who have hours of the pool already come first.
    """
    problem = room.tables.problem
    whole = problem.packages[package]
    demands = whole.ways[run.way].demands
    started = whole.started
    first = run.start if started is None else problem.now
    totals = [
        demand.effort if started is None else started.remaining[d]
        for d, demand in enumerate(demands)
    ]
    filling = _Filling(room, whole.must if started is None else (), first, run.end)
    for d in sorted(range(len(demands)), key=lambda d: len(demands[d].qualified)):
        liked = liking - few * filling.busy(len(liking)) * (1.0 + np.abs(liking).max())
        if not filling.add(d, demands[d], totals[d], liked):
            return None
    if not filling.holds_must():
        return None
    pool = {first + k: shares for k, shares in enumerate(filling.shares) if shares}
    return Option(package, run, pool=pool)


class _Filling:
    """Hours of one pool, filled demand by demand."""

    def __init__(self, room: Room, must: tuple[int, ...], first: int, end: int) -> None:
        self._room = room
        self._must = must
        self._first = first
        self._end = end
        self.shares: list[PoolShares] = [{} for _ in range(end - first)]
        self._used: list[dict[int, int]] = [{} for _ in range(end - first)]

    def add(
        self, d: int, demand: Demand, total: int, liking: NDArray[np.float64]
    ) -> bool:
        """Fill one demand in every period; whether there are hours enough."""
        room, people = self._room, self._room.tables.qualified(demand)
        free = room.pool_usable(people, self._first, self._end)
        order = np.lexsort((-free.sum(axis=1), liking[people]))
        names = people[order].tolist()
        rows = dict(zip(people.tolist(), free.tolist(), strict=True))
        for k, piece in enumerate(spread(total, self._end - self._first)):
            waiting = self._waiting() & rows.keys() if self._must else set()
            first = [p for p in names if p in waiting] if waiting else []
            left = self._fill(d, k, piece, [(p, rows[p][k]) for p in first + names])
            if left:
                return False
        return True

    def _waiting(self) -> set[int]:
        """Return people who must be on the pool and have no hours yet."""
        return set(self._must) - {person for used in self._used for person in used}

    def _fill(self, d: int, k: int, piece: int, free: list[tuple[int, int]]) -> int:
        """Return the hours of a piece that nobody has."""
        used, shares = self._used[k], self.shares[k]
        for person, hours in free:
            if piece <= 0:
                break
            given = min(piece, hours - used.get(person, 0))
            if given > 0:
                shares[d, person] = shares.get((d, person), 0) + given
                used[person] = used.get(person, 0) + given
                piece -= given
        return piece

    def busy(self, people: int) -> NDArray[np.float64]:
        """Return 1.0 for each person who has hours, 0.0 for others."""
        busy = np.zeros(people)
        busy[[person for period in self._used for person in period]] = 1.0
        return busy

    def holds_must(self) -> bool:
        """Return whether everybody who must be on the pool has hours."""
        return not self._waiting()
