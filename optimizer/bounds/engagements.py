"""Offers in the relaxation: engaged by shares, at a line below their prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bounds.linear import Linear

if TYPE_CHECKING:
    from optimizer.bounds.highs import Model
    from optimizer.problem.problem import Offer, Problem


class Engagements:
    """Columns: how much of an offer is engaged at all, and in each period."""

    def __init__(self, model: Model, problem: Problem) -> None:
        self._problem = problem
        self._taken: list[int | None] = []
        self._shares: list[dict[int, int]] = []
        for offer in problem.offers:
            possible = _possible(offer, problem.horizon)
            taken = model.column(0, 1) if possible else None
            periods = range(offer.earliest, problem.horizon) if possible else ()
            shares = {period: model.column(0, 1) for period in periods}
            self._taken.append(taken)
            self._shares.append(shares)
            if taken is not None:
                _hold_length(model, offer, taken, shares)

    def share(self, offer: int, period: int) -> Linear:
        """Return how much of an offer is engaged in a period."""
        column = self._shares[offer].get(period)
        return Linear() if column is None else Linear([(column, 1)])

    def price(self) -> Linear:
        """Return at most the price of all engagements, in hundredths."""
        price = Linear()
        rows = zip(self._problem.offers, self._taken, self._shares, strict=True)
        for offer, taken, shares in rows:
            if taken is None:
                continue
            fixed, each = line_below(offer)
            price.put(taken, fixed)
            for column in shares.values():
                price.put(column, each)
        return price


def _possible(offer: Offer, horizon: int) -> bool:
    return offer.shortest <= min(offer.longest, horizon - offer.earliest)


def _hold_length(
    model: Model, offer: Offer, taken: int, shares: dict[int, int]
) -> None:
    """Keep the periods engaged between the shortest and the longest length."""
    engaged = Linear((column, 1) for column in shares.values())
    model.at_most(Linear([(taken, offer.shortest)]).add(engaged, -1))
    model.at_most(Linear([(taken, -offer.longest)]).add(engaged))
    for column in shares.values():
        model.at_most(Linear([(column, 1), (taken, -1)]))


def line_below(offer: Offer) -> tuple[float, float]:
    """Return a fixed price and one per period that no length's price is below."""
    lengths = range(offer.shortest, offer.longest + 1)
    first, last = offer.prices[lengths[0]], offer.prices[lengths[-1]]
    each = (last - first) / max(1, len(lengths) - 1)
    fixed = min(offer.prices[length] - each * length for length in lengths)
    return fixed, each
