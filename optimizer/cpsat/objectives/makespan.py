"""Makespan: the last end of a selected package, from the timeline's start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return a variable that no selected package ends after."""
    if variables.makespan is None:
        model, problem = variables.model, variables.problem
        variables.makespan = model.new_int_var(0, problem.horizon, "makespan")
        for p, package in enumerate(problem.packages):
            if p in variables.packages:
                row = variables.packages[p]
                model.add(variables.makespan >= row.end).only_enforce_if(row.present)
            elif package.started is not None:
                model.add(
                    variables.makespan >= package.started.ends[0]
                ).only_enforce_if(variables.selected[package.project])
    return Expression(variables.makespan)
