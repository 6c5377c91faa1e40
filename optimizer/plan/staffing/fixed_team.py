"""A fixed team works all its hours; once running it pauses where one is absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from optimizer.plan.staffing.members import Member


def full_hours(
    team: Sequence[Member], periods: Sequence[int], pauses: Collection[int] = ()
) -> dict[str, dict[int, int]]:
    """Return person → period → hundredths, in all periods that are no pause."""
    working = [period for period in periods if period not in pauses]
    return {
        member.id: {p: hours for p in working if (hours := member.hours(p))}
        for member in team
    }


def pauses(team: Sequence[Member], first: int, end: int) -> Iterator[int]:
    """Yield the periods in which a running team waits for an absent member."""
    for period in range(first, end):
        if not all(member.is_present(period) for member in team):
            yield period


def end_after(
    team: Sequence[Member], remaining: int, now: int, limit: int
) -> int | None:
    """Return where a running team ends; None if it does not by the limit."""
    period = now
    while remaining > 0:
        if period >= limit:
            return None
        if all(member.is_present(period) for member in team):
            remaining -= 1
        period += 1
    return period
