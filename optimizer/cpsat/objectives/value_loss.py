"""Value loss: the sum of full values less the value delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives import value
from optimizer.cpsat.objectives.expression import Expression

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return full values less value."""
    full = sum(project.full for project in variables.problem.projects)
    delivered = value.expression(variables)
    return Expression(full - delivered.linear, delivered.unit)
