"""How much of each person the floors leave to one package more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.problem.problem import Floor
    from optimizer.search.tables import Table, Tables


def floor_limit(tables: Tables, hours: Table) -> Table:
    """Return the most hours that each person may still get, (people, horizon).

    `hours` is what people have left.
    """
    limit = hours.copy()
    available = tables.available
    assigned = tables.capacity - hours
    for floor in tables.problem.floors:
        people = np.array(floor.qualified, np.int64)
        window = slice(floor.first, floor.end)
        room = _room(tables, hours, floor)
        part = limit[people, window]
        if floor.people is not None:
            closed = (room <= 0)[None, :] & (assigned[people, window] == 0)
            part = np.where(closed, 0, part)
        if floor.hours is not None:
            left = available[people, window] - assigned[people, window]
            part = np.where(left > room[None, :], np.minimum(part, room), part)
        limit[people, window] = np.maximum(part, 0)
    return limit


def floors_kept(tables: Tables, hours: Table, first: int, end: int) -> bool:
    """Return whether every floor holds in the periods [first, end)."""
    for floor, begin, until in _touched(tables, first, end):
        room = _room(tables, hours, floor)[begin - floor.first : until - floor.first]
        if (room < 0).any():
            return False
    return True


def _touched(tables: Tables, first: int, end: int) -> Iterator[tuple[Floor, int, int]]:
    for floor in tables.problem.floors:
        begin, until = max(first, floor.first), min(end, floor.end)
        if begin < until:
            yield floor, begin, until


def _room(tables: Tables, hours: Table, floor: Floor) -> Table:
    """Return heads or hours that may still be taken, by period of the floor."""
    people = np.array(floor.qualified, np.int64)
    window = slice(floor.first, floor.end)
    available = tables.available[people, window]
    assigned = tables.capacity[people, window] - hours[people, window]
    present = available > 0
    if floor.people is not None:
        heads = present.sum(axis=0)
        free: Table = (present & (assigned == 0)).sum(axis=0)
        spare: Table = free - np.minimum(floor.people, heads)
        return spare
    left: Table = np.maximum(available - assigned, 0).sum(axis=0)
    rest: Table = left - np.minimum(floor.hours or 0, available.sum(axis=0))
    return rest
