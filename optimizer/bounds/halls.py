"""Rows that say that a set of people cannot do more than it has, made when needed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from optimizer.bounds.claims import PROFICIENT, Terms, Unit
from optimizer.bounds.linear import Linear
from optimizer.bounds.sets import unions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.bounds.claims import Claim
    from optimizer.bounds.engagements import Engagements
    from optimizer.bounds.floors import KeptFree
    from optimizer.bounds.supply import Holding, Supply

TOLERANCE = 1e-6
"""Share of the supply by which a row must be broken to be worth adding."""

MOST_SETS = 400
"""Sets of people that are watched; each gives up to one row per period and unit."""


@dataclass(frozen=True, slots=True)
class Hall:
    """Demands that only one set of people may serve, and what these have."""

    unit: Unit
    classes: tuple[frozenset[int], ...]
    floors: tuple[KeptFree, ...]
    holding: Holding

    def available(self, period: int) -> int:
        """Return what engineers have in a period that no floor keeps free."""
        kept = 0
        if self.unit is Unit.HOURS:
            kept = max((floor.hours[period] for floor in self.floors), default=0)
        return self.holding.engineers[period] - kept * PROFICIENT


class Halls:
    """Watches sets of people that are unions of who may serve one demand.

    The hours that one floor keeps free may serve the next: of the floors within a
    set, only the one that keeps most counts.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        floors: Sequence[KeptFree],
        supply: Supply,
        engagements: Engagements,
    ) -> None:
        self._engagements = engagements
        self._floors = floors
        self._claims: defaultdict[tuple[Unit, frozenset[int]], list[Claim]] = (
            defaultdict(list)
        )
        for claim in claims:
            for unit in claim.amounts:
                self._claims[unit, claim.terms.people].append(claim)
        self._halls = list(self._watched(claims, supply))
        self._made: set[tuple[int, int]] = set()
        self._claimed = cache(self._claimed_by)

    def _watched(self, claims: Sequence[Claim], supply: Supply) -> Iterator[Hall]:
        people_of = [claim.terms.people for claim in claims]
        people_of += [floor.people for floor in self._floors]
        for people in unions(people_of, MOST_SETS):
            for unit in Unit:
                classes = tuple(
                    own for by, own in self._claims if by is unit and own <= people
                )
                if not classes:
                    continue
                inside = [c.terms for own in classes for c in self._claims[unit, own]]
                floors = [f for f in self._floors if f.people <= people]
                if unit is Unit.HOURS:
                    inside += [Terms(floor.people) for floor in floors]
                yield Hall(unit, classes, tuple(floors), supply.of(unit, inside))

    def broken(self, periods: range, values: Sequence[float]) -> list[Linear]:
        """Return the rows (≤ 0) that a point breaks and that were not made yet."""
        rows = []
        for period in periods:
            claimed = {
                (unit, people): self._claimed(unit, people, period).value(values)
                for unit, people in self._claims
            }
            for number, hall in enumerate(self._halls):
                amount = sum(max(0, claimed[hall.unit, own]) for own in hall.classes)
                if not amount or (number, period) in self._made:
                    continue
                supply = self._supply(hall, period)
                limit = supply.value(values)
                if amount > limit + TOLERANCE * max(1.0, limit):
                    self._made.add((number, period))
                    rows.append(self._row(hall, period))
        return rows

    def _claimed_by(self, unit: Unit, people: frozenset[int], period: int) -> Linear:
        claimed = Linear()
        for claim in self._claims[unit, people]:
            if period in claim.periods:
                claimed.add(claim.amounts[unit](period))
        return claimed

    def _supply(self, hall: Hall, period: int) -> Linear:
        supply = Linear(constant=hall.available(period))
        for offer, row in hall.holding.offers.items():
            supply.add(self._engagements.share(offer, period), row[period])
        return supply

    def _row(self, hall: Hall, period: int) -> Linear:
        row = Linear().add(self._supply(hall, period), -1)
        for people in hall.classes:
            row.add(self._claimed(hall.unit, people, period))
        scale = max(map(abs, row.terms.values()), default=0) or 1
        return Linear().add(row, 1 / scale)
