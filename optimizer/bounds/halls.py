"""Rows that say that a set of people cannot do more than it has, made when needed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.bounds.claims import Unit
from optimizer.bounds.linear import Linear
from optimizer.bounds.sets import unions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.bounds.claims import Claim, Supply

TOLERANCE = 1e-6
"""Share of the supply by which a row must be broken to be worth adding."""

MOST_SETS = 400
"""Sets of people that are watched; each gives up to one row per period and unit."""


class Halls:
    """Sets of people that are unions of who may serve one demand.

    Parameters
    ----------
    claims
        Of all packages, started ones and floors.
    periods
        Those that rows are made for.
    """

    def __init__(
        self, claims: Sequence[Claim], supply: Supply, periods: range
    ) -> None:
        self._claims = claims
        self._supply = supply
        self._periods = periods
        self._made: set[tuple[frozenset[int], Unit, int]] = set()
        self.sets = unions((claim.people for claim in claims), MOST_SETS)

    def broken(self, values: Sequence[float]) -> list[Linear]:
        """Return the rows (≤ 0) that a point breaks and that were not made yet."""
        rows = []
        for unit in Unit:
            for period in self._periods:
                rows += self._broken_in(unit, period, values)
        return rows

    def _broken_in(
        self, unit: Unit, period: int, values: Sequence[float]
    ) -> Iterator[Linear]:
        by_people: defaultdict[frozenset[int], list[Claim]] = defaultdict(list)
        claimed: defaultdict[frozenset[int], float] = defaultdict(float)
        for claim in self._claims:
            if unit in claim.amounts and period in claim.periods:
                amount = claim.amounts[unit](period).value(values)
                if amount > 0:
                    claimed[claim.people] += amount
                by_people[claim.people].append(claim)
        for people in self.sets:
            inside = [own for own in by_people if own <= people]
            amount = sum(claimed[own] for own in inside)
            if amount <= 0 or (people, unit, period) in self._made:
                continue
            claims = [claim for own in inside for claim in by_people[own]]
            supply = self._supply.of(unit, period, claims)
            limit = supply.value(values)
            if amount > limit + TOLERANCE * max(1.0, limit):
                self._made.add((people, unit, period))
                yield _row(unit, period, claims, supply)


def _row(unit: Unit, period: int, claims: list[Claim], supply: Linear) -> Linear:
    row = Linear().add(supply, -1)
    for claim in claims:
        row.add(claim.amounts[unit](period))
    scale = max(map(abs, row.terms.values()), default=0) or 1
    return Linear().add(row, 1 / scale)
