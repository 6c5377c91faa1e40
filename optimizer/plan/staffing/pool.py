"""A pool spreads its effort evenly over its periods, and over whoever is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.units import part

if TYPE_CHECKING:
    from collections.abc import Mapping


def pool_hours(effort: int, start: int, end: int) -> dict[int, int]:
    """Return period → hundredths of hours of a demand, without zeros."""
    periods = end - start
    parts = ((start + k, part(effort, k, periods)) for k in range(periods))
    return {period: hours for period, hours in parts if hours}


def spread_evenly(amount: int, rooms: Mapping[str, int]) -> dict[str, int]:
    """Spread an amount over people who each have so much room.

    Equal parts, except where somebody has less room; the hundredths that remain
    go to the first by id. What finds no room is left out.
    """
    shares: dict[str, int] = {}
    waiting = sorted(rooms, key=lambda person: (rooms[person], person))
    while waiting and rooms[waiting[0]] * len(waiting) < amount:
        tightest = waiting.pop(0)
        shares[tightest] = rooms[tightest]
        amount -= rooms[tightest]
    if waiting:
        even, extra = divmod(amount, len(waiting))
        for rank, person in enumerate(sorted(waiting)):
            shares[person] = even + (rank < extra)
    return shares
