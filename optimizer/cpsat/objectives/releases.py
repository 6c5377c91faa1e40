"""Releases: people of the running plan taken off packages that still run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression
from optimizer.cpsat.objectives.moves import pools_are_named
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the count: pairs of the running plan that are no longer on."""
    baseline = variables.problem.baseline
    if baseline is None:
        return Expression(0)
    on = variables.memberships_of()
    total: Linear = 0
    for person, package in sorted(baseline.pairs):
        row = variables.packages.get(package)
        if row is None or _stays(variables, package, person):
            continue
        serves = variables.pool_serves.get((package, person))
        if serves is None and _may_serve_pool(variables, package, person):
            continue
        still = sum(on.get((package, person), []))
        total += row.present - still - (0 if serves is None else serves)
    return Expression(total, exact=pools_are_named(variables))


def _stays(variables: Variables, package: int, person: int) -> bool:
    """Return whether a pair is a fact of a started package."""
    started = variables.problem.packages[package].started
    if started is None:
        return False
    on_team = any(person == member for member, _ in started.team)
    return on_team or person in started.worked


def _may_serve_pool(variables: Variables, package: int, person: int) -> bool:
    """Return whether a pool leaves open who serves it."""
    return not variables.named_pools and any(
        way.staffing is Staffing.POOL
        and any(person in demand.qualified for demand in way.demands)
        for way in variables.problem.packages[package].ways
    )
