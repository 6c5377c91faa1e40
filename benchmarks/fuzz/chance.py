"""Random choices in the words of a portfolio, from any source of randomness.

The source is a `random.Random`: seeded, or one that Hypothesis drives and shrinks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from optimizer.portfolio.calendar import Calendar, Period
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Size:
    """Most projects, packages, people (offers included), periods and team members."""

    projects: int
    packages: int
    people: int
    periods: int


TINY = Size(projects=3, packages=4, people=3, periods=7)
"""Small enough for the exhaustive oracle."""

SMALL = Size(projects=5, packages=10, people=6, periods=16)
"""A second or so of an exact engine."""


class Chance:
    """Draws for one portfolio."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def often(self, percent: int) -> bool:
        """Return true in so many of a hundred cases."""
        return self._random.randint(1, 100) > 100 - percent

    def between(self, least: int, most: int) -> int:
        """Return a whole number, both ends included."""
        return self._random.randint(least, max(least, most))

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of the choices."""
        return choices[self._random.randint(0, len(choices) - 1)]

    def maybe(self, percent: int, choices: Sequence[T]) -> T | None:
        """Return one of the choices in so many of a hundred cases, else None."""
        return self.one_of(choices) if self.often(percent) else None

    def some(self, choices: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Return distinct choices in their order; as many as there are, if fewer."""
        left = list(range(len(choices)))
        count = min(self.between(least, most), len(left))
        while len(left) > count:
            left.pop(self._random.randint(0, len(left) - 1))
        return tuple(choices[i] for i in left)

    def hours(self, least: int, most: int) -> Decimal:
        """Return hours: mostly whole, some in quarters, some in hundredths."""
        places = self.one_of((1, 1, 1, 4, 100))
        return Decimal(self.between(least * places, most * places)) / places


class Days:
    """Dates near the periods of one calendar."""

    def __init__(self, chance: Chance, calendar: Calendar) -> None:
        self._chance = chance
        self.timeline = Timeline(calendar)
        self.horizon = calendar.horizon
        self.weekly = calendar.period is Period.WEEK

    def of(self, period: int) -> date:
        """Return some day of a period, weekends included."""
        first = self.timeline.first_day(period)
        return first + timedelta(days=self._chance.between(0, 6 if self.weekly else 0))

    def near(self, least: int = 0, most: int | None = None) -> date:
        """Return some day of a period in the range; of the timeline by default."""
        last = self.horizon - 1 if most is None else most
        return self.of(self._chance.between(least, last))

    def pair(self, percent_open: int = 0) -> tuple[date | None, date | None]:
        """Return two days in order, each left out in so many of a hundred cases."""
        first, last = sorted((self.near(), self.near()))
        return (
            None if self._chance.often(percent_open) else first,
            None if self._chance.often(percent_open) else last,
        )


def some_calendar(chance: Chance, periods: int) -> Calendar:
    """Return weeks or days, some across the end of a quarter."""
    horizon = chance.between(max(1, periods - 3), periods)
    if chance.often(65):
        start = chance.one_of((date(2026, 1, 5), date(2026, 3, 16)))
        return Calendar(start=start, period=Period.WEEK, horizon=horizon)
    start = chance.one_of((date(2026, 3, 26), date(2026, 6, 1)))
    return Calendar(start=start, period=Period.DAY, horizon=horizon)
