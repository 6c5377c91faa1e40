"""Overload: hours assigned beyond those available, from *now* on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables
    from optimizer.problem.problem import Package, Way


def expression(variables: Variables) -> Expression:
    """Return the hours of named pools; nothing, if nobody may overload.

    A lower bound where willing people may be on teams that work overtime, or that
    leave pools to be named beside the cut of their last period.
    """
    problem = variables.problem
    willing = {e for e, person in enumerate(problem.people) if person.overtime_limit}
    beyond = sum(variables.overloads.values())
    exact = not any(
        _may_overload(variables, way) and willing & _people(problem.packages[p], way)
        for p in variables.packages
        for way in problem.packages[p].ways
    )
    return Expression(beyond, 100, exact=exact)


def _may_overload(variables: Variables, way: Way) -> bool:
    """Return whether the overload of people on a way is not in the expression."""
    if way.staffing is Staffing.POOL:
        return not variables.named_pools
    beside = variables.named_pools and way.staffing is Staffing.EFFORT_TEAM
    return way.overtime or beside


def _people(package: Package, way: Way) -> set[int]:
    """Return everybody who may be on a way, or is."""
    people = {person for demand in way.demands for person in demand.qualified}
    if package.started is not None:
        people |= {person for person, _ in package.started.team}
    return people
