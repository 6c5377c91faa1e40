"""Net value: value delivered less the prices of the offers engaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives import value
from optimizer.cpsat.objectives.expression import Expression

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return value less prices."""
    prices = sum(_price(variables, o) for o in range(len(variables.offers)))
    delivered = value.expression(variables)
    return Expression(delivered.linear - prices, delivered.unit)


def _price(variables: Variables, index: int) -> Linear:
    """Return the price of an offer: exact for each length of engagement."""
    offer, row = variables.problem.offers[index], variables.offers[index]
    if not any(offer.prices):
        return 0
    model = variables.model
    price = model.new_int_var(0, max(offer.prices), f"price[{offer.id}]")
    length = model.new_int_var(0, offer.longest, f"engaged for[{offer.id}]")
    model.add(length == row.end - row.first)
    table = [0, *offer.prices[1:]]
    model.add_element(length, table, price)
    return price
