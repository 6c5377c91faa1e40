"""Which projects run, when they end, and what they are worth: relaxed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from optimizer.bounds.linear import Linear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.bounds.highs import Model
    from optimizer.bounds.steps import Steps
    from optimizer.problem.problem import Problem, Project


class Selects(Protocol):
    """Projects whose selection is an expression."""

    def of(self, project: int) -> Linear:
        """Return 1 if a project is selected."""


class Selection:
    """A column per project, and columns that say by when it has ended.

    Columns exist only for the ends after which a project is worth another amount.
    """

    def __init__(self, model: Model, problem: Problem, steps: Sequence[Steps]) -> None:
        self._problem = problem
        self._columns: list[int] = []
        self._ended: list[dict[int, int]] = []
        for project in problem.projects:
            column = chosen_column(model, project, whole=False)
            own = [steps[package] for package in project.packages]
            for package in own:
                model.equal(package.taken.put(column, -1))
            self._columns.append(column)
            self._ended.append(_ended(model, project, own, column))

    def of(self, project: int) -> Linear:
        """Return 1 if a project is selected."""
        return Linear([(self._columns[project], 1)])

    def value(self) -> Linear:
        """Return what the selected projects deliver, in hundredths."""
        value = Linear()
        rows = zip(self._problem.projects, self._columns, self._ended, strict=True)
        for project, column, ended in rows:
            if not project.packages:
                value.put(column, project.full)
                continue
            value.put(column, project.delivered[-1])
            for end, by_then in ended.items():
                gain = project.delivered[end] - project.delivered[end + 1]
                value.put(by_then, gain)
        return value


def chosen_column(model: Model, project: Project, *, whole: bool) -> int:
    """Add the column of a project; none can be both in and out."""
    column = model.column(0, 0 if project.barred else 1, whole=whole)
    if project.forced:
        model.at_most(Linear([(column, -1)]), -1)
    return column


def _ended(
    model: Model, project: Project, packages: Sequence[Steps], column: int
) -> dict[int, int]:
    """Return end → column: the project has ended by then."""
    changes = [
        end
        for end, (now, then) in enumerate(pairwise(project.delivered))
        if now != then
    ]
    columns: dict[int, int] = {}
    for end in changes if packages else ():
        columns[end] = model.column(0, 1)
        for package in packages:
            model.at_most(Linear([(columns[end], 1)]).add(package.ended(end), -1))
    for lower, upper in pairwise([*columns.values(), column]):
        model.at_most(Linear([(lower, 1), (upper, -1)]))
    return columns


def add_logic(model: Model, problem: Problem, selection: Selects) -> None:
    """Requires, excludes, and at most so many of a group."""
    for one, other in problem.requires:
        model.at_most(selection.of(one).add(selection.of(other), -1))
    for one, other in problem.excludes:
        model.at_most(selection.of(one).add(selection.of(other)), 1)
    for group in problem.at_most:
        chosen = Linear()
        for project in dict.fromkeys(group.projects):
            chosen.add(selection.of(project))
        model.at_most(chosen, group.limit)
