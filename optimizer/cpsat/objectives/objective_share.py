"""Objective share: the part of all effort that goes to one objective.

A ratio is no linear goal; as a limit it is, after multiplying out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression
from optimizer.errors import UnsupportedGoal

if TYPE_CHECKING:
    from fractions import Fraction

    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables


def beyond(variables: Variables, objective: str, share: Fraction) -> Expression:
    """Return effort of the objective − share × effort of all, times its denominator."""
    problem = variables.problem
    total: Linear = 0
    for p, package in enumerate(problem.packages):
        project = problem.projects[package.project]
        counted = share.denominator * (objective in project.objectives)
        weight = counted - share.numerator
        started = package.started
        for w, way in enumerate(package.ways):
            if started is not None and started.way != w:
                continue
            chosen = (
                variables.selected[package.project]
                if started is not None
                else variables.packages[p].ways[w]
            )
            total += weight * sum(d.planned_effort for d in way.demands) * chosen
    return Expression(total)


def expression(variables: Variables) -> Expression:
    """Refuse: a ratio is no linear goal."""
    del variables
    raise UnsupportedGoal("objective_share is a ratio: state it as a limit.")
