"""Moves: people on packages of the running plan that it does not have there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the count over teams, and over pools where hours are named."""
    baseline = variables.problem.baseline
    if baseline is None:
        return Expression(0)
    total: Linear = 0
    for key, member in variables.members.items():
        pair = (key.person, key.package)
        if baseline.starts[key.package] is not None and pair not in baseline.pairs:
            total += member
    for (package, person), serves in variables.pool_serves.items():
        pair = (person, package)
        if baseline.starts[package] is not None and pair not in baseline.pairs:
            total += serves
    return Expression(total, exact=pools_are_named(variables))


def pools_are_named(variables: Variables) -> bool:
    """Return whether hours of pools are variables, or there are no pools."""
    return variables.named_pools or not variables.has_pools
