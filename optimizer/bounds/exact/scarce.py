"""Facilities, stocks and floors in the exact model."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.bounds.linear import Linear, total
from optimizer.bounds.spending import consumed_before_now

if TYPE_CHECKING:
    from optimizer.bounds.exact.grid import Grid
    from optimizer.bounds.exact.staffing import Staffing
    from optimizer.bounds.highs import Model
    from optimizer.problem.problem import Floor


def add_facilities(model: Model, grid: Grid) -> None:
    """Keep the units in use within capacity, from *now* on."""
    problem = grid.problem
    used: defaultdict[tuple[int, int], Linear] = defaultdict(Linear)
    for package, placed in zip(problem.packages, grid.packages, strict=True):
        for placement, column in placed.pairs:
            for facility, units in package.ways[placement.way].uses:
                for period in range(max(problem.now, placement.start), placement.end):
                    used[facility, period].put(column, units)
    for (facility, period), in_use in used.items():
        model.at_most(in_use, problem.facilities[facility].capacity[period])


def add_stocks(model: Model, grid: Grid) -> None:
    """Keep consumption within stocks; what has started may have passed them."""
    problem = grid.problem
    used: defaultdict[int, Linear] = defaultdict(Linear)
    for package, placed in zip(problem.packages, grid.packages, strict=True):
        for placement, column in placed.pairs:
            for stock, amount in package.ways[placement.way].consumes:
                used[stock].put(column, amount)
    before = consumed_before_now(problem)
    for stock, consumed in used.items():
        model.at_most(consumed, max(problem.stocks[stock].amount, before[stock]))


class Floors:
    """Keeps people or hours free."""

    def __init__(self, model: Model, grid: Grid, staffing: Staffing) -> None:
        self._model = model
        self._grid = grid
        self._staffing = staffing
        for floor in grid.problem.floors:
            for period in range(floor.first, floor.end):
                if floor.people is not None:
                    self._keep_people(floor, period, floor.people)
                if floor.hours is not None:
                    self._keep_hours(floor, period, floor.hours)

    def _present(self, floor: Floor, period: int) -> dict[int, Linear]:
        """Return person → 1 if there, of those who have hours then."""
        return {
            person: self._grid.engaged(person, period, period + 1)
            for person in floor.qualified
            if self._grid.problem.people[person].available[period]
        }

    def _keep_people(self, floor: Floor, period: int, asked: int) -> None:
        present = self._present(floor, period)
        free = Linear()
        for person, there in present.items():
            column = self._model.column(0, 1, whole=True)
            free.put(column)
            self._model.at_most(Linear([(column, 1)]).add(there, -1))
            for gives in self._staffing.packages[person, period].values():
                self._model.at_most(Linear([(column, 1)]).add(gives), 1)
        self._ask(free, asked, total(present.values()), len(present))

    def _keep_hours(self, floor: Floor, period: int, asked: int) -> None:
        people, present = self._grid.problem.people, self._present(floor, period)
        free, everything = Linear(), Linear()
        for person, there in present.items():
            available = people[person].available[period]
            everything.add(there, available)
            column = self._model.column(0, available)
            free.put(column)
            self._model.at_most(Linear([(column, 1)]).add(there, -available))
            self._leave(person, period, column)
        most = sum(people[person].available[period] for person in present)
        self._ask(free, asked, everything, most)

    def _leave(self, person: int, period: int, free: int) -> None:
        """Free hours are what is left of the available ones, or none."""
        someone = self._grid.problem.people[person]
        available = someone.available[period]
        overtime = someone.capacity[period] - available
        row = Linear([(free, 1)]).add(self._staffing.hours[person, period])
        if overtime:
            some = self._model.column(0, 1, whole=True)
            self._model.at_most(Linear([(free, 1), (some, -available)]))
            row.put(some, overtime)
        self._model.at_most(row, available + overtime)

    def _ask(self, free: Linear, asked: int, everything: Linear, most: int) -> None:
        """Keep what is asked free, or everything if that is less."""
        short = self._model.column(0, 1, whole=True)
        enough = Linear(constant=asked).add(free, -1).put(short, -asked)
        self._model.at_most(enough)
        every = Linear().add(everything).add(free, -1).put(short, most)
        self._model.at_most(every, most)
