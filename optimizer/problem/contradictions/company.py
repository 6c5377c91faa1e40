"""Which projects a project can only be selected with, and which against.

A project takes with it what it requires and the projects of its hard predecessors;
projects that must be selected are there anyway.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.problem.contradictions.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Set

    from optimizer.problem.problem import Problem


class Company:
    """The logic of a problem, followed through all it implies.

    Attributes
    ----------
    selectable
        Projects that are not out by decision; those that are out but must be
        selected are among them, since that is a contradiction.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._takes: defaultdict[int, set[int]] = defaultdict(set)
        for project, required in problem.requires:
            self._takes[project].add(required)
        for link in problem.links:
            project = problem.packages[link.successor].project
            before = problem.packages[link.predecessor].project
            if not link.soft and before != project:
                self._takes[project].add(before)
        projects = range(len(problem.projects))
        self._forced = {p for p in projects if problem.projects[p].forced}
        self.selectable = tuple(
            p for p in projects if p in self._forced or not problem.projects[p].barred
        )

    def needed_with(self, project: int) -> frozenset[int]:
        """Return a project and all projects that it can only be selected with."""
        return frozenset(self._closure({project}))

    def _closure(self, projects: Set[int]) -> set[int]:
        reached, waiting = set(projects), list(projects)
        while waiting:
            for other in self._takes.get(waiting.pop(), ()):
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return reached

    def reasons(self, project: int, impossible: Collection[int]) -> Iterator[Reason]:
        """Yield why a project's company makes it impossible."""
        problem = self._problem
        own = self._closure({project})
        where = f"projects/{problem.projects[project].id}"
        for other in sorted(own):
            if problem.projects[other].barred:
                yield Reason(
                    "impossible_company", where, self._told(project, other, "is out")
                )
            elif other in impossible and other != project:
                yield Reason(
                    "impossible_company",
                    where,
                    self._told(project, other, "cannot be selected"),
                )
        yield from self._exclusions(where, own)
        yield from self._groups(where, own)

    def _told(self, project: int, other: int, fate: str) -> str:
        if other == project:
            return f"{fate} by decision and must be selected"
        return (
            f"needs {self._problem.projects[other].id}, by requirement or hard link, "
            f"which {fate}"
        )

    def _exclusions(self, where: str, own: Set[int]) -> Iterator[Reason]:
        """Yield pairs that exclude each other, one of them in the company."""
        present = self._closure(own | self._forced)
        name = [project.id for project in self._problem.projects]
        for one, other in self._problem.excludes:
            if {one, other} <= present and {one, other} & own:
                yield Reason(
                    "excluded_company",
                    where,
                    f"comes only with {name[one]} and {name[other]} both selected, "
                    f"and {name[one]} excludes {name[other]}",
                )

    def _groups(self, where: str, own: Set[int]) -> Iterator[Reason]:
        present = self._closure(own | self._forced)
        for group in self._problem.at_most:
            together = present.intersection(group.projects)
            if len(together) > group.limit and together & own:
                yield Reason(
                    "crowded_group",
                    where,
                    f"brings {len(together)} projects of group {group.id} together, "
                    f"of which at most {group.limit} may be selected",
                )
