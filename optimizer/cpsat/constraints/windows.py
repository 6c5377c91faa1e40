"""Packages and projects end by their latest dates and inside the horizon."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables

RULES = ("windows", "deadlines", "horizon")


def add(variables: Variables) -> None:
    """Post latest ends; earliest and latest starts are domains of the variables."""
    model, problem = variables.model, variables.problem
    for p, package in enumerate(problem.packages):
        project = problem.projects[package.project]
        limit = min(project.latest_end, problem.horizon)
        if package.started is None:
            limit = min(limit, package.latest_end)
        elif max(package.started.ends) <= problem.now:
            continue
        row = variables.packages[p]
        model.add(row.end <= limit).only_enforce_if(row.present)
