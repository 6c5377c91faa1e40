"""A number that may not be proven: exact where its ends meet."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer

from optimizer.portfolio.base import DomainModel


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


End = Annotated[Decimal | None, PlainSerializer(_plain, when_used="json")]
"""An end of an interval; None where nothing is known."""

Exact = Annotated[Decimal, PlainSerializer(_plain, when_used="json")]
"""A number that is known."""


class Interval(DomainModel):
    """From the least to the most that a number can be.

    Arithmetic of intervals (Moore 1966): a difference of unproven numbers is as wide
    as both together, so that nothing is claimed that no proof holds up.
    """

    low: End
    high: End

    @classmethod
    def exactly(cls, number: Decimal | int) -> Interval:
        """Return a number that is known."""
        return cls(low=Decimal(number), high=Decimal(number))

    @property
    def proven(self) -> bool:
        """Whether the number is known exactly."""
        return self.low is not None and self.low == self.high

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            low=_difference(self.low, other.high),
            high=_difference(self.high, other.low),
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(low=_sum(self.low, other.low), high=_sum(self.high, other.high))

    def at_least(self, least: Decimal) -> Interval:
        """Return the interval where theory says that nothing is below `least`.

        Unchanged where that would leave nothing.
        """
        if self.high is not None and self.high < least:
            return self
        low = least if self.low is None else max(self.low, least)
        return Interval(low=low, high=self.high)

    def certainly_above(self, other: Interval) -> bool:
        """Return whether this number is greater, wherever both lie."""
        return self.low is not None and other.high is not None and self.low > other.high

    def __str__(self) -> str:
        low, high = _read(self.low), _read(self.high)
        return low if self.proven else f"{low} to {high}"


UNKNOWN = Interval(low=None, high=None)
"""A number of which nothing is known."""


def ends(value: Interval | None) -> tuple[float | None, float | None]:
    """Return both ends as tables hold them; nothing where there is no number."""
    low, high = (None, None) if value is None else (value.low, value.high)
    return None if low is None else float(low), None if high is None else float(high)


def exact(number: float) -> Decimal:
    """Return a number in hundredths as it was before it became a float."""
    return Decimal(str(round(number, 2)))


def _read(number: Decimal | None) -> str:
    """Return a number with thousands separated and no superfluous zeros."""
    if number is None:
        return "?"
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _difference(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
