"""The best option of a package in its window, over all its ways."""

from __future__ import annotations

from heapq import heapify, heappop, heapreplace
from itertools import islice
from typing import TYPE_CHECKING

from optimizer.problem.problem import Staffing
from optimizer.search.costs import option_cost
from optimizer.search.effort import effort_options
from optimizer.search.fixed import fixed_options
from optimizer.search.pools import pool_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from optimizer.search.option import Option
    from optimizer.search.priorities import Taste
    from optimizer.search.room import Room
    from optimizer.search.windows import Window

TRIES = 40
"""Options that may fail a floor or a budget before a package is given up."""


def place(
    room: Room,
    package: int,
    window: Window,
    taste: Taste,
    reserved: Sequence[int],
) -> Option | None:
    """Take and return the option that ends first and keeps every rule, or None.

    If money comes first, the cheapest of the first few that keep every rule.

    Parameters
    ----------
    reserved
        Stock → what packages still to be placed consume at least.
    """
    options = islice(_by_end(room, package, window, taste.liking, reserved), TRIES)
    kept = (option for option in options if _takes(room, option))
    best = next(kept, None)
    if best is None or not taste.thrifty:
        return best
    room.give_back(best)
    cost = option_cost(room.tables.problem, best)
    for option in kept:
        room.give_back(option)
        other = option_cost(room.tables.problem, option)
        if other < cost:
            best, cost = option, other
    room.take(best)
    return best


def _takes(room: Room, option: Option) -> bool:
    """Take an option if that keeps floors and budgets."""
    room.take(option)
    first = max(option.run.start, room.tables.now)
    if room.kept(first, min(option.run.end, room.tables.horizon)):
        return True
    room.give_back(option)
    return False


def _by_end(
    room: Room,
    package: int,
    window: Window,
    liking: NDArray[np.float64],
    reserved: Sequence[int],
) -> Iterator[Option]:
    """Merge the options of all ways, the earliest end first."""
    streams = _streams(room, package, window, liking, reserved)
    queue = []
    for number, stream in enumerate(streams):
        option = next(stream, None)
        if option is not None:
            queue.append((option.run.end, number, option, stream))
    heapify(queue)
    while queue:
        _, number, option, stream = queue[0]
        yield option
        following = next(stream, None)
        if following is None:
            heappop(queue)
        else:
            heapreplace(queue, (following.run.end, number, following, stream))


def _streams(
    room: Room,
    package: int,
    window: Window,
    liking: NDArray[np.float64],
    reserved: Sequence[int],
) -> list[Iterator[Option]]:
    whole = room.tables.problem.packages[package]
    streams: list[Iterator[Option]] = []
    for number, way in enumerate(whole.ways):
        if any(
            room.stocks[stock] - reserved[stock] < amount
            for stock, amount in way.consumes
        ):
            continue
        options = {
            None: fixed_options,
            Staffing.FIXED_TEAM: fixed_options,
            Staffing.EFFORT_TEAM: effort_options,
            Staffing.POOL: pool_options,
        }[way.staffing]
        streams.append(options(room, package, number, window, liking))
    return streams
