"""Who works when: pool hours, and the limits of every person in every period."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.bounds.linear import Linear, total
from optimizer.problem.problem import WHOLE_SHARE

if TYPE_CHECKING:
    from optimizer.bounds.exact.grid import Grid
    from optimizer.bounds.highs import Model

Cell = tuple[int, int]
"""Person and period."""

PoolKey = tuple[int, int, int, int, int]
"""Package, way, demand, person and period."""


class Staffing:
    """Hours of people as expressions.

    Attributes
    ----------
    hours
        (person, period) → hundredths of hours.
    packages
        (person, period) → package → 1 if it gives them hours.
    pool_hours
        Columns of hours in hundredths.
    """

    def __init__(self, model: Model, grid: Grid) -> None:
        self._model = model
        self._grid = grid
        self._people = grid.problem.people
        self.hours: defaultdict[Cell, Linear] = defaultdict(Linear)
        self.packages: defaultdict[Cell, dict[int, Linear]] = defaultdict(dict)
        self.pool_hours: dict[PoolKey, int] = {}
        self._teams: defaultdict[Cell, Linear] = defaultdict(Linear)
        self._shares: defaultdict[Cell, Linear] = defaultdict(Linear)
        for package in range(len(grid.packages)):
            self._add_teams(package)
            self._add_pool(package)
            self._oblige_pool(package)
        self._limit_hours()
        self._limit_teams()
        self._engage_teams()

    def _add_teams(self, package: int) -> None:
        now, ways = self._grid.problem.now, self._grid.problem.packages[package].ways
        for placement, column in self._grid.packages[package].pairs:
            demands = ways[placement.way].demands
            for person, demand in placement.team:
                for period in range(max(now, placement.start), placement.end):
                    self._teams[person, period].put(column)
                    self._shares[person, period].put(column, demands[demand].share)
            worked: defaultdict[Cell, int] = defaultdict(int)
            for load in placement.loads:
                worked[load.person, load.period] += load.hours
            for cell, hours in worked.items():
                self.hours[cell].put(column, hours)
                self.packages[cell].setdefault(package, Linear()).put(column)

    def _add_pool(self, package: int) -> None:
        """Add who finds the hours that each demand is due in each period."""
        due: defaultdict[tuple[int, int, int], Linear] = defaultdict(Linear)
        for placement, column in self._grid.packages[package].pairs:
            for (demand, period), hours in placement.pooled:
                due[placement.way, demand, period].put(column, hours)
        given: defaultdict[Cell, Linear] = defaultdict(Linear)
        for (way, demand, period), needed in due.items():
            found = Linear()
            ways = self._grid.problem.packages[package].ways
            for person in ways[way].demands[demand].qualified:
                most = self._people[person].capacity[period]
                if most and self._is_here(person, period):
                    column = self._model.column(0, most, whole=True)
                    self.pool_hours[package, way, demand, person, period] = column
                    found.put(column)
                    given[person, period].put(column)
            self._model.equal(found.add(needed, -1))
        for cell, found in given.items():
            self._count_pool(package, cell, found)

    def _count_pool(self, package: int, cell: Cell, hours: Linear) -> None:
        person, period = cell
        some = Linear([(self._model.column(0, 1, whole=True), 1)])
        most = self._people[person].capacity[period]
        self._model.at_most(Linear().add(hours).add(some, -most))
        self.hours[cell].add(hours)
        self.packages[cell][package] = some

    def _oblige_pool(self, package: int) -> None:
        """Give whoever must be on a package without a team a hundredth of an hour."""
        some = self._grid.problem.packages[package]
        if some.started is not None:
            return
        pairs = self._grid.packages[package].pairs
        for person in some.must:
            least = Linear((column, 1) for one, column in pairs if not one.team)
            for (of, _, _, who, _), column in self.pool_hours.items():
                if (of, who) == (package, person):
                    least.put(column, -1)
            self._model.at_most(least)

    def _is_here(self, person: int, period: int) -> bool:
        first, end = self._people[person].employed
        return first <= period < end

    def _limit_hours(self) -> None:
        """Capacity, and how many packages may give a person hours."""
        for (person, period), hours in self.hours.items():
            someone = self._people[person]
            engaged = self._grid.engaged(person, period, period + 1)
            row = Linear().add(hours).add(engaged, -someone.capacity[period])
            self._model.at_most(row)
            packages = self.packages[person, period]
            if len(packages) > someone.max_packages:
                self._model.at_most(total(packages.values()), someone.max_packages)

    def _limit_teams(self) -> None:
        """How many teams a person may be in, and their shares."""
        for (person, period), teams in self._teams.items():
            self._model.at_most(teams, self._people[person].max_team_packages)
            self._model.at_most(self._shares[person, period], WHOLE_SHARE)

    def _engage_teams(self) -> None:
        """Engage members on offer from start to end."""
        for placed in self._grid.packages:
            for placement, column in placed.pairs:
                for person, _ in placement.team:
                    if self._people[person].offer is not None:
                        first = max(self._grid.problem.now, placement.start)
                        engaged = self._grid.engaged(person, first, placement.end)
                        self._model.at_most(Linear([(column, 1)]).add(engaged, -1))
