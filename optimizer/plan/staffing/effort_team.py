"""An effort-driven team works at full strength until the effort is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.plan.staffing.members import Member


@dataclass(frozen=True, slots=True)
class WorkedOff:
    """How a team does the effort of its demand.

    Attributes
    ----------
    length
        The demand's own length; None if the effort is not done by the limit.
    hours
        Person → period → hundredths of hours, without zeros.
    """

    length: int | None
    hours: dict[str, dict[int, int]]


def work_off(team: Sequence[Member], effort: int, first: int, limit: int) -> WorkedOff:
    """Return the work of a team from its first period to `limit` at the most.

    `effort` is in hours × speed, in units of 10⁻⁴ h.
    """
    hours: dict[str, dict[int, int]] = {member.id: {} for member in team}
    left = effort
    if left <= 0:
        return WorkedOff(0, hours)
    for period in range(first, limit):
        given = [member.hours(period) for member in team]
        contributed = sum(h * m.speed for h, m in zip(given, team, strict=True))
        done = contributed >= left
        worked = last_cut(team, given, left, contributed) if done else given
        for member, amount in zip(team, worked, strict=True):
            if amount:
                hours[member.id][period] = amount
        if done:
            return WorkedOff(period + 1 - first, hours)
        left -= contributed
    return WorkedOff(None, hours)


def last_cut(
    team: Sequence[Member], given: Sequence[int], left: int, contributed: int
) -> list[int]:
    """Cut the last period's hours in proportion, largest remainder first.

    Members come ordered by id, which settles ties.
    """
    worked = [hours * left // contributed for hours in given]
    rest = left - sum(h * m.speed for h, m in zip(worked, team, strict=True))
    by_remainder = sorted(
        range(len(team)), key=lambda i: given[i] * left % contributed, reverse=True
    )
    for i in by_remainder:
        if rest <= 0:
            break
        if worked[i] < given[i]:
            worked[i] += 1
            rest -= team[i].speed
    return worked
