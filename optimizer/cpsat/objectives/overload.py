"""Overload: hours assigned beyond those available, from *now* on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the hours where pools are named; nothing, if nobody may overload."""
    problem = variables.problem
    if variables.named_pools:
        return Expression(sum(variables.overloads.values()), 100)
    willing = {e for e, person in enumerate(problem.people) if person.overtime_limit}
    for p in variables.packages:
        for way in problem.packages[p].ways:
            if (way.overtime or way.staffing is Staffing.POOL) and any(
                willing.intersection(demand.qualified) for demand in way.demands
            ):
                return Expression(0, 100, exact=False)
    return Expression(0, 100)
