"""An order of gains that shows what is not decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.base import Count, DomainModel, Text
from scenarios.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable


class Ranked(DomainModel):
    """One place in a ranking, 1 is the highest; equal gains share a place.

    Attributes
    ----------
    first, last
        The best and the worst place that it can have, given what is proven.
    """

    name: Text
    gain: Interval
    first: Count
    last: Count

    @property
    def decided(self) -> bool:
        """Whether only one place is possible."""
        return self.first == self.last


def rank(gains: Iterable[tuple[str, Interval]]) -> tuple[Ranked, ...]:
    """Return the gains, highest first, each with the places that it can have."""
    listed = list(gains)
    ranked = []
    for index, (name, gain) in enumerate(listed):
        others = [other for k, (_, other) in enumerate(listed) if k != index]
        first = 1 + sum(other.certainly_above(gain) for other in others)
        last = 1 + sum(_may_be_above(other, gain) for other in others)
        ranked.append(Ranked(name=name, gain=gain, first=first, last=last))
    return tuple(sorted(ranked, key=lambda one: (one.first, one.last)))


def _may_be_above(one: Interval, other: Interval) -> bool:
    return one.high is None or other.low is None or one.high > other.low
