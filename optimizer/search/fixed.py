"""Packages of a fixed length: fixed teams, and work that needs nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from optimizer.problem.schedule import Run
from optimizer.search.matching import seat
from optimizer.search.option import Option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from optimizer.problem.problem import Demand, Way
    from optimizer.search.room import Room
    from optimizer.search.tables import Mask
    from optimizer.search.windows import Window

BLOCK = 64
"""Starts that are looked at together."""


def starts(way: Way, length: int, window: Window) -> range:
    """Return the starts at which a way of this length keeps a window."""
    if not way.shortest <= length <= way.longest:
        return range(0)
    first = max(window.start, window.end - length)
    return range(first, min(window.last_start, window.last_end - length) + 1)


def blocks(wanted: range) -> Iterator[range]:
    """Yield runs of consecutive starts."""
    for first in range(wanted.start, wanted.stop, BLOCK):
        yield range(first, min(first + BLOCK, wanted.stop))


def throughout(good: Mask, length: int) -> Mask:
    """Return whether all of `length` periods from each start are good.

    `good` is (…, starts + length − 1); the answer (…, starts).
    """
    if length <= 1:
        return good if length else np.ones((*good.shape[:-1], good.shape[-1] + 1), bool)
    return never(~good, length, 0)


def never(bad: Mask, length: int, tolerated: int) -> Mask:
    """Return whether at most so many of `length` periods from each start are bad."""
    total = np.zeros((*bad.shape[:-1], bad.shape[-1] + 1), np.int64)
    np.cumsum(bad, axis=-1, out=total[..., 1:])
    few: Mask = (
        total[..., length:] - total[..., : total.shape[-1] - length] <= tolerated
    )
    return few


def facilities_free(room: Room, way: Way, length: int, block: range) -> Mask:
    """Return the starts of a block at which facilities have room."""
    free = np.ones(len(block), bool)
    if length:
        for facility, units in way.uses:
            left = room.units[facility, block.start : block.stop + length - 1]
            free &= throughout(left >= units, length)
    return free


def fixed_options(
    room: Room, package: int, number: int, window: Window, liking: NDArray[np.float64]
) -> Iterator[Option]:
    """Yield options of a way of fixed length, by start."""
    whole = room.tables.problem.packages[package]
    way = whole.ways[number]
    if whole.must and not way.demands:
        return
    for block in blocks(starts(way, way.shortest, window)):
        free = facilities_free(room, way, way.shortest, block)
        if not free.any():
            continue
        if not way.demands:
            for offset in np.flatnonzero(free).tolist():
                yield Option(package, Run(block[offset], way.shortest, number))
            continue
        yield from _teams(room, package, number, block, free, liking)


def _teams(
    room: Room,
    package: int,
    number: int,
    block: range,
    free: Mask,
    liking: NDArray[np.float64],
) -> Iterator[Option]:
    """Yield options with a team, for the starts of a block that are free."""
    whole = room.tables.problem.packages[package]
    way = whole.ways[number]
    fits = [fitting(room, way, demand, block) for demand in way.demands]
    for demand, fit in zip(way.demands, fits, strict=True):
        free = free & (fit.sum(axis=0) >= demand.headcount)
    orders = [
        np.argsort(liking[room.tables.qualified(d)], kind="stable") for d in way.demands
    ]
    headcounts = [demand.headcount for demand in way.demands]
    for offset in np.flatnonzero(free).tolist():
        candidates = [
            room.tables.qualified(demand)[order][fit[order, offset]].tolist()
            for demand, fit, order in zip(way.demands, fits, orders, strict=True)
        ]
        if whole.kept_team is not None:
            kept = whole.kept_team
            able = all(person in candidates[d] for person, d in kept)
            locked = {person for person, _ in kept} >= set(whole.must)
            team = kept if able and locked else None
        else:
            team = seat(candidates, headcounts, whole.must)
        if team is not None:
            yield fixed_option(room, package, number, block[offset], team)


def fitting(room: Room, way: Way, demand: Demand, block: range) -> Mask:
    """Return who fits a demand from which start of a block, (qualified, starts)."""
    tables, length = room.tables, way.shortest
    people = tables.qualified(demand)
    if not length:
        return np.ones((len(people), len(block)), bool)
    first, end = block.start, block.stop + length - 1
    needed = tables.team_hours(demand.share, overtime=way.overtime)[people, first:end]
    good = room.usable(people, first, end) >= needed
    good &= room.shares[people, first:end] >= demand.share
    good &= room.teams[people, first:end] > 0
    good &= (room.packages[people, first:end] > 0) | (needed == 0)
    fit = throughout(good, length)
    fit &= never(tables.away[people, first:end], length, way.tolerated_absence)
    begin = np.arange(block.start, block.stop)
    fit &= tables.employed_from[people, None] <= begin[None, :]
    fit &= tables.employed_end[people, None] >= begin[None, :] + length
    return fit


def fixed_option(
    room: Room, package: int, number: int, start: int, team: tuple[tuple[int, int], ...]
) -> Option:
    """Return an option of a fixed team from a start."""
    way = room.tables.problem.packages[package].ways[number]
    members = np.array([person for person, _ in team], np.int64)
    shares = np.array([way.demands[d].share for _, d in team], np.int64)
    work = np.zeros((len(team), way.shortest), np.int64)
    for row, (person, d) in enumerate(team):
        hours = room.tables.team_hours(way.demands[d].share, overtime=way.overtime)
        work[row] = hours[person, start : start + way.shortest]
    run = Run(start, way.shortest, number, team)
    return Option(package, run, members, shares, work)
