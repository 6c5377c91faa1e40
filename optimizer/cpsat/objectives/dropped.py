"""Dropped: packages of the running plan whose project is not selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables


def expression(variables: Variables) -> Expression:
    """Return the count."""
    problem = variables.problem
    if problem.baseline is None:
        return Expression(0)
    return Expression(
        sum(
            1 - variables.selected[package.project]
            for package, start in zip(
                problem.packages, problem.baseline.starts, strict=True
            )
            if start is not None
        )
    )
