"""How a team's hours add up: lengths and hours of effort-driven teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Member:
    """A team member: team hours by period in hundredths, speed in hundredths."""

    person: int
    key: str
    hours: Sequence[int]
    speed: int


def own_length(team: Sequence[Member], effort: int, start: int, end: int) -> int | None:
    """Return the fewest periods from start in which a team does an effort.

    `effort` in ten-thousandths of an hour; None if it is not done before `end`.
    """
    todo = effort
    for period in range(start, end):
        if todo <= 0:
            return period - start
        todo -= sum(member.hours[period] * member.speed for member in team)
    return end - start if todo <= 0 else None


def cut(team: Sequence[Member], period: int, todo: int) -> list[int]:
    """Return each member's hours of the last period, cut in proportion.

    Largest remainder, ties by id; `todo` in ten-thousandths of an hour. Together they
    reach it, and would not with one hundredth less of the last one raised.
    """
    full = [member.hours[period] for member in team]
    total = sum(h * member.speed for h, member in zip(full, team, strict=True))
    if total <= todo:
        return full
    hours = [h * todo // total for h in full]
    done = sum(h * member.speed for h, member in zip(hours, team, strict=True))
    order = sorted(
        range(len(team)), key=lambda i: (-(full[i] * todo % total), team[i].key)
    )
    while done < todo:
        for i in order:
            if done >= todo:
                break
            if hours[i] < full[i]:
                hours[i] += 1
                done += team[i].speed
    return hours


def work(team: Sequence[Member], effort: int, start: int, end: int) -> list[list[int]]:
    """Return hours by period from start, then by member, until the effort is done.

    `effort` in ten-thousandths of an hour. Stops at `end` at the latest, even if
    effort remains.
    """
    todo = effort
    rows: list[list[int]] = []
    for period in range(start, end):
        if todo <= 0:
            break
        row = cut(team, period, todo)
        todo -= sum(h * member.speed for h, member in zip(row, team, strict=True))
        rows.append(row)
    return rows


def spread(total: int, periods: int) -> list[int]:
    """Return the k-th of d parts, ⌊T(k+1)/d⌋ − ⌊Tk/d⌋, for every k."""
    return [total * (k + 1) // periods - total * k // periods for k in range(periods)]
