"""Mandatory, requires, excludes, at most n of, in and out: the logic of selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.cpsat.variables import Variables

RULES = ("selection", "mandatory", "decisions", "requires", "excludes", "at_most")


def add(variables: Variables) -> None:
    """Post the logic between projects."""
    model, problem = variables.model, variables.problem
    selected = variables.selected
    for project, chosen in zip(problem.projects, selected, strict=True):
        if project.forced:
            model.add(chosen == 1)
        if project.barred:
            model.add(chosen == 0)
    for one, other in problem.requires:
        model.add_implication(selected[one], selected[other])
    for one, other in problem.excludes:
        model.add_bool_or(~selected[one], ~selected[other])
    for rule in problem.at_most:
        model.add(sum(selected[j] for j in set(rule.projects)) <= rule.limit)
