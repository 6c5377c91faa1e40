"""What sets of people have, in hours (weighted by speed), shares and memberships.

For any set of people, the demands that only they may serve cannot claim more than
they have (Hall).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.bounds.claims import PROFICIENT, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optimizer.bounds.claims import Terms
    from optimizer.problem.problem import Person, Problem

Row = tuple[int, ...]
"""An amount per period."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a set of people has per period.

    Attributes
    ----------
    engineers
        Of all engineers.
    offers
        Offer → what it adds while engaged.
    """

    engineers: Row
    offers: Mapping[int, Row]

    @property
    def everything(self) -> Row:
        """With every offer engaged all the time."""
        if not self.offers:
            return self.engineers
        return tuple(map(sum, zip(self.engineers, *self.offers.values(), strict=True)))


class Supply:
    """Sums what people have, once for all sets that are alike."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._numbers: dict[Row, int] = {}
        self._rows: list[Row] = []
        self._row_of: dict[tuple[Unit, int, int, bool, bool], int] = {}
        self._sums: dict[frozenset[tuple[int, int]], Row] = {}

    def of(self, unit: Unit, terms: Iterable[Terms]) -> Holding:
        """Return an upper bound on what the people of some demands have for them."""
        alike: Counter[int] = Counter()
        offers: dict[int, Row] = {}
        for person, (speed, overtime, absent) in _merged(terms).items():
            number = self._number(unit, person, speed, overtime, absent)
            offer = self._problem.people[person].offer
            if offer is None:
                alike[number] += 1
            else:
                # Its people are one person who may start at several times.
                own = self._rows[number]
                offers[offer] = tuple(map(max, own, offers.get(offer, own)))
        return Holding(self._sum(alike), offers)

    def _sum(self, alike: Counter[int]) -> Row:
        key = frozenset(alike.items())
        if key not in self._sums:
            parts = [
                [count * amount for amount in self._rows[number]]
                for number, count in alike.items()
            ]
            empty = [0] * self._problem.horizon
            self._sums[key] = tuple(map(sum, zip(empty, *parts, strict=True)))
        return self._sums[key]

    def _number(
        self, unit: Unit, person: int, speed: int, overtime: bool, absent: bool
    ) -> int:
        key = (unit, person, speed, overtime, absent)
        if key not in self._row_of:
            someone = self._problem.people[person]
            if unit is Unit.HOURS:
                hours = someone.capacity if overtime else someone.available
                row = tuple(amount * speed for amount in hours)
            else:
                each = 1 if unit is Unit.SHARES else someone.max_team_packages
                row = _presence(someone, each, absent=absent)
            self._row_of[key] = self._numbers.setdefault(row, len(self._rows))
            if self._row_of[key] == len(self._rows):
                self._rows.append(row)
        return self._row_of[key]


def _presence(person: Person, each: int, *, absent: bool) -> Row:
    first, end = person.employed
    return tuple(
        each * (first <= t < end and bool(absent or hours or not works))
        for t, (hours, works) in enumerate(
            zip(person.available, person.location_works, strict=True)
        )
    )


def _merged(terms: Iterable[Terms]) -> dict[int, tuple[int, bool, bool]]:
    """Return person → the best speed, overtime and absence that any demand allows."""
    merged: dict[int, tuple[int, bool, bool]] = {}
    for one in set(terms):
        speeds = dict(one.speeds)
        for person in one.people:
            speed, overtime, absent = merged.get(person, (0, False, False))
            merged[person] = (
                max(speed, speeds.get(person, PROFICIENT)),
                overtime or one.overtime,
                absent or one.absent,
            )
    return merged
