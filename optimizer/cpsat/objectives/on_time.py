"""On-time count: selected projects with packages that end by their due date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression
from optimizer.cpsat.objectives.value import project_end

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the count."""
    total: Linear = 0
    for j, project in enumerate(variables.problem.projects):
        if project.packages:
            end = project_end(variables, j)
            name = "project end"
            punctual = variables.at_most(name, j, end, project.on_time_until)
            total += variables.all_of((variables.selected[j], punctual))
    return Expression(total)
