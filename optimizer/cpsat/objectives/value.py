"""Value delivered: for each selected project its value at its last end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from optimizer.cpsat.objectives.expression import Expression

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import BoolVarT

    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables

HUNDREDTHS = 100
FEW_DROPS = 60
"""Up to this many periods in which value drops, each has a literal of its own."""


def expression(variables: Variables) -> Expression:
    """Return the sum over all projects."""
    total = sum(project_value(variables, j) for j in range(len(variables.selected)))
    return Expression(total, HUNDREDTHS)


def project_value(variables: Variables, j: int) -> Linear:
    """Return the value one project delivers, in hundredths; 0 if not selected."""
    project = variables.problem.projects[j]
    if j not in variables.project_values:
        loss: Linear = 0
        if project.packages:
            loss = _loss(variables, j)
        variables.project_values[j] = project.full * variables.selected[j] - loss
    return variables.project_values[j]


def project_end(variables: Variables, j: int) -> Linear:
    """Return the end of a project's last package."""
    if j not in variables.project_ends:
        model, problem = variables.model, variables.problem
        ends = [_end(variables, p) for p in problem.projects[j].packages]
        highest = problem.horizon + max(
            (w.longest for p in problem.packages for w in p.ways), default=0
        )
        last = model.new_int_var(-(10**6), highest + 10**6, f"end of {j}")
        model.add_max_equality(last, ends)
        variables.project_ends[j] = last
    return variables.project_ends[j]


def _end(variables: Variables, p: int) -> Linear:
    if p in variables.packages:
        return variables.packages[p].end
    started = variables.problem.packages[p].started
    assert started is not None
    return started.ends[0]


def _loss(variables: Variables, j: int) -> Linear:
    """Return full value − value delivered of a project with packages."""
    project = variables.problem.projects[j]
    horizon = variables.problem.horizon
    drops = [
        (end, before - after)
        for end, (before, after) in enumerate(pairwise(project.delivered), 1)
        if before != after
    ]
    chosen = variables.selected[j]
    at_once = (project.full - project.delivered[0]) * chosen
    if len(drops) > FEW_DROPS and _linear_to_the_end(drops, horizon):
        return at_once + _linear_loss(variables, j, *drops[0])
    return at_once + sum(
        drop * variables.all_of((chosen, ~_done_before(variables, j, end)))
        for end, drop in drops
    )


def _linear_to_the_end(drops: list[tuple[int, int]], horizon: int) -> bool:
    amounts = {drop for _, drop in drops}
    return len(amounts) == 1 and len(drops) == horizon + 1 - drops[0][0]


def _linear_loss(variables: Variables, j: int, first: int, slope: int) -> Linear:
    """Return what is lost by an end at `first` or later, the same every period."""
    model, horizon = variables.model, variables.problem.horizon
    late = model.new_int_var(0, horizon, f"late[{j}]")
    chosen = variables.selected[j]
    tardiness = model.new_int_var(0, 2 * 10**6, f"tardiness[{j}]")
    model.add_max_equality(tardiness, [0, project_end(variables, j) - first + 1])
    model.add(late == tardiness).only_enforce_if(chosen)
    model.add(late == 0).only_enforce_if(~chosen)
    return slope * late


def _done_before(variables: Variables, j: int, end: int) -> BoolVarT:
    """Return a literal equivalent to: the project ends before a period's end."""
    return variables.at_most("project end", j, project_end(variables, j), end - 1)
