"""Releases: people of the running plan taken off packages that still run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression
from optimizer.cpsat.objectives.moves import pools_are_named
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the count: pairs of the running plan that are no longer on."""
    problem = variables.problem
    if problem.baseline is None:
        return Expression(0)
    on = variables.memberships_of()
    total = 0
    for person, package in sorted(problem.baseline.pairs):
        row = variables.packages.get(package)
        if row is None or problem.baseline.starts[package] is None:
            continue
        started = problem.packages[package].started
        if started is not None and (
            any(person == member for member, _ in started.team)
            or problem.packages[package].ways[started.way].staffing is Staffing.POOL
        ):
            continue
        still = sum(on.get((package, person), []))
        if (package, person) in variables.pool_serves:
            still += variables.pool_serves[package, person]
        elif not variables.named_pools and _may_serve_pool(variables, package, person):
            continue
        total += row.present - still
    return Expression(total, exact=pools_are_named(variables))


def _may_serve_pool(variables: Variables, package: int, person: int) -> bool:
    return any(
        way.staffing is Staffing.POOL
        and any(person in demand.qualified for demand in way.demands)
        for way in variables.problem.packages[package].ways
    )
