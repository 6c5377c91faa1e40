"""Which projects come together, and which never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.problem.problem import Problem


class Requirements:
    """Requires, excludes, at-most and hard links, as sets of projects.

    Attributes
    ----------
    needs
        Project → itself and all that it cannot be selected without.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        direct: list[set[int]] = [set() for _ in problem.projects]
        for project, other in problem.requires:
            direct[project].add(other)
        for link in problem.links:
            before = problem.packages[link.predecessor].project
            after = problem.packages[link.successor].project
            if not link.soft and before != after:
                direct[after].add(before)
        self.needs = [_closure(index, direct) for index in range(len(direct))]
        self._apart: list[set[int]] = [set() for _ in problem.projects]
        for project, other in problem.excludes:
            self._apart[project].add(other)
            self._apart[other].add(project)

    def dependents(self, projects: Iterable[int]) -> set[int]:
        """Return all projects that need one of these, and these."""
        gone = set(projects)
        return {index for index, needs in enumerate(self.needs) if needs & gone}

    def allowed(self, selected: set[int]) -> bool:
        """Return whether projects may be selected together."""
        if any(self._problem.projects[index].barred for index in selected):
            return False
        if any(self._apart[index] & selected for index in selected):
            return False
        return all(
            len(selected & set(rule.projects)) <= rule.limit
            for rule in self._problem.at_most
        )


def _closure(start: int, direct: list[set[int]]) -> frozenset[int]:
    found, queue = {start}, [start]
    while queue:
        new = direct[queue.pop()] - found
        found |= new
        queue += new
    return frozenset(found)
