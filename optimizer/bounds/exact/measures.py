"""Measures as costs of the exact model: what is small is good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bounds.linear import Linear
from optimizer.errors import UnsupportedGoal
from optimizer.plan.goals import Measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.bounds.exact.ends import Ends
    from optimizer.bounds.exact.grid import Grid
    from optimizer.bounds.exact.staffing import Staffing
    from optimizer.bounds.highs import Model


class Costs:
    """The expression of each measure, negative where more is better.

    Value in hundredths, hours in hundredths, everything else in ones.
    """

    def __init__(
        self, model: Model, grid: Grid, ends: Ends, staffing: Staffing
    ) -> None:
        self._model = model
        self._grid = grid
        self._ends = ends
        self._staffing = staffing
        self._problem = grid.problem

    def of(self, measure: Measure) -> Linear:
        """Return a measure as a cost.

        Raises
        ------
        UnsupportedGoal
            If the exact model does not know the measure.
        """
        known: dict[Measure, Callable[[], Linear]] = {
            Measure.NET_VALUE: self._net_value,
            Measure.VALUE: self._value,
            Measure.MAKESPAN: self._makespan,
            Measure.OVERLOAD: self._overload,
            Measure.MOVES: self._moves,
            Measure.SHIFT: self._shift,
            Measure.DROPPED: self._dropped,
        }
        if measure not in known:
            names = ", ".join(known)
            raise UnsupportedGoal(f"The exact model knows {names}, not {measure}.")
        return known[measure]()

    def _value(self) -> Linear:
        cost = Linear()
        rows = zip(self._problem.projects, self._ends.of, strict=True)
        for number, (project, ends) in enumerate(rows):
            if not project.packages:
                cost.add(self._grid.of(number), -project.full)
            for end, column in ends.items():
                within = min(max(end, 0), self._problem.horizon)
                cost.put(column, -project.delivered[within])
        return cost

    def _net_value(self) -> Linear:
        cost = self._value()
        rows = zip(self._problem.offers, self._grid.engagements, strict=True)
        for offer, engagements in rows:
            for engaged, column in engagements.items():
                cost.put(column, offer.prices[engaged.end - engaged.first])
        return cost

    def _makespan(self) -> Linear:
        last = self._model.column(0, self._problem.horizon)
        for placed in self._grid.packages:
            end = placed.weighed([one.end for one in placed.placements])
            self._model.at_most(end.put(last, -1))
        return Linear([(last, 1)])

    def _overload(self) -> Linear:
        cost = Linear()
        for (person, period), hours in self._staffing.hours.items():
            someone = self._problem.people[person]
            available = someone.available[period]
            beyond = someone.capacity[period] - available
            if beyond > 0:
                column = self._model.column(0, beyond)
                self._model.at_most(Linear().add(hours).put(column, -1), available)
                cost.put(column)
        return cost

    def _moves(self) -> Linear:
        baseline, cost = self._problem.baseline, Linear()
        if baseline is None:
            return cost
        for number, placed in enumerate(self._grid.packages):
            if baseline.starts[number] is None:
                continue
            new = [
                len({who for who, _ in one.team if (who, number) not in baseline.pairs})
                for one in placed.placements
            ]
            cost.add(placed.weighed(new))
            for column in self._new_in_pool(number).values():
                cost.put(column)
        return cost

    def _new_in_pool(self, package: int) -> dict[int, int]:
        """Return person → 1 if they have hours in a pool that they were not in."""
        baseline = self._problem.baseline
        columns: dict[int, int] = {}
        for of, _, _, person, period in self._staffing.pool_hours:
            if of != package or (baseline and (person, of) in baseline.pairs):
                continue
            if person not in columns:
                columns[person] = self._model.column(0, 1)
            gives = self._staffing.packages[person, period][package]
            self._model.at_most(Linear().add(gives).put(columns[person], -1))
        return columns

    def _shift(self) -> Linear:
        baseline, cost = self._problem.baseline, Linear()
        if baseline is None:
            return cost
        for placed, before in zip(self._grid.packages, baseline.starts, strict=True):
            if before is not None:
                moved = [abs(one.start - before) for one in placed.placements]
                cost.add(placed.weighed(moved))
        return cost

    def _dropped(self) -> Linear:
        baseline, cost = self._problem.baseline, Linear()
        if baseline is None:
            return cost
        for package, before in zip(
            self._problem.packages, baseline.starts, strict=True
        ):
            if before is not None:
                cost.constant += 1
                cost.add(self._grid.of(package.project), -1)
        return cost
