"""The whole model: variables, and the list of its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python.cp_model import CpModel

from optimizer.cpsat.constraints import (
    budgets,
    capacity,
    effort,
    energy,
    facilities,
    floors,
    links,
    offers,
    parallel,
    pool_hours,
    presence,
    selection,
    stocks,
    teams,
    windows,
)
from optimizer.cpsat.variables import Variables, create_variables

if TYPE_CHECKING:
    from optimizer.problem.problem import Problem

CONSTRAINTS = (
    selection,
    links,
    windows,
    teams,
    presence,
    offers,
    effort,
    parallel,
    facilities,
    stocks,
    floors,
    capacity,
    pool_hours,
    budgets,
)
"""Each names in its `RULES` the rules of the checker that it makes true."""

REDUNDANT = (energy,)
"""Rows that cut no plan."""


def build_model(problem: Problem, *, redundant: bool = True) -> Variables:
    """Return the variables of a model in which every rule is posted.

    Parameters
    ----------
    redundant
        Whether to add the rows that cut no plan.
    """
    variables = create_variables(CpModel(), problem)
    for constraint in (*CONSTRAINTS, *(REDUNDANT if redundant else ())):
        constraint.add(variables)
    return variables
