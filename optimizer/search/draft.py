"""A plan in the making: what is selected and placed, and what room is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.problem.schedule import Schedule
from optimizer.search.costs import pool_cost, team_cost
from optimizer.search.room import Room
from optimizer.search.worth import net_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.problem.schedule import Run
    from optimizer.search.option import Option
    from optimizer.search.tables import Tables


class Draft:
    """Mutable; `copy` before trying something.

    Attributes
    ----------
    selected
        Projects that are in, with all their packages placed.
    options, runs
        Package → what was chosen, its run.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.room = Room(tables)
        self.selected: set[int] = set()
        self.options: dict[int, Option] = {}
        self.runs: dict[int, Run] = {}

    def copy(self) -> Draft:
        """Return a draft of its own."""
        twin = object.__new__(Draft)
        twin.tables = self.tables
        twin.room = self.room.copy()
        twin.selected = set(self.selected)
        twin.options = dict(self.options)
        twin.runs = dict(self.runs)
        return twin

    def enter(self, option: Option) -> None:
        """Note an option whose room is taken."""
        self.options[option.package] = option
        self.runs[option.package] = option.run

    def remove(self, package: int) -> None:
        """Take a package out."""
        self.room.give_back(self.options.pop(package))
        del self.runs[package]

    def span(self, project: int) -> tuple[int, int]:
        """Return first start and last end of a project's packages."""
        problem = self.tables.problem
        runs = [self.runs[i] for i in problem.projects[project].packages]
        return (
            min((run.start for run in runs), default=problem.now),
            max((run.end for run in runs), default=problem.now),
        )

    def has_all(self, project: int) -> bool:
        """Return whether all packages of a project are placed."""
        return self.runs.keys() >= set(self.tables.problem.projects[project].packages)

    def select(self, project: int) -> None:
        """Select a project whose packages are placed, and pay its stated cost."""
        self.selected.add(project)
        self.room.purse.pay_project(project, *self.span(project), sign=1)

    def drop(self, projects: Iterable[int]) -> None:
        """Take projects out, but for what has started."""
        for project in projects:
            self.room.purse.pay_project(project, *self.span(project), sign=-1)
            self.selected.discard(project)
            for index in self.tables.problem.projects[project].packages:
                if self.tables.problem.packages[index].started is None:
                    self.remove(index)

    def value(self) -> int:
        """Return the value delivered less the price of engagements, in hundredths."""
        return net_value(
            self.tables.problem, self.selected, self.runs, self.tables.engaged
        )

    def makespan(self) -> int:
        """Return the last end of a selected package."""
        return max((run.end for run in self.runs.values()), default=0)

    def cost(self) -> int:
        """Return hours × rate of all hours from *now* on, in millionths of money."""
        problem = self.tables.problem
        teams = sum(team_cost(problem, option) for option in self.options.values())
        return teams + sum(
            pool_cost(problem, package, self.runs[package].way, shares)
            for period in self.room.pool
            for package, shares in period.items()
        )

    def schedule(self) -> Schedule:
        """Return the draft as an answer."""
        problem = self.tables.problem
        return Schedule(
            selected=tuple(i in self.selected for i in range(len(problem.projects))),
            runs=dict(sorted(self.runs.items())),
            pool_hours={
                (package, demand, person, period): hours
                for period, packages in enumerate(self.room.pool)
                for package, shares in sorted(packages.items())
                for (demand, person), hours in sorted(shares.items())
            },
            engaged=dict(self.tables.engaged),
        )
