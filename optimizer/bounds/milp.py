"""The exact answer for small portfolios, by a model that shares nothing with CP-SAT.

Every way to run a package (mode, start, length and whole team) is a column, and so
is every engagement of an offer; pool hours are whole numbers per person and period.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from optimizer.bounds.exact.ends import Ends
from optimizer.bounds.exact.grid import Grid
from optimizer.bounds.exact.measures import Costs
from optimizer.bounds.exact.money import Money
from optimizer.bounds.exact.scarce import Floors, add_facilities, add_stocks
from optimizer.bounds.exact.staffing import Staffing
from optimizer.bounds.highs import Ending, Model
from optimizer.bounds.linear import Linear
from optimizer.bounds.order import add_links
from optimizer.bounds.selection import add_logic
from optimizer.bounds.too_large import TooLarge
from optimizer.plan.goals import Measure
from optimizer.problem.schedule import Run, Schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.problem.problem import Problem

MOST_PLACEMENTS = 40_000
"""Beyond so many columns the model is refused."""

APART = 0.5
"""Measures are whole numbers: closer than this is the same."""


@dataclass(frozen=True, slots=True)
class ExactAnswer:
    """What the exact model says.

    Attributes
    ----------
    status
        Optimal if every tier is proven; infeasible; feasible or unknown on time-out.
    values
        By tier, in the measure's own sense: value and hours in hundredths.
    schedule
        The best found, if any.
    """

    status: Ending
    values: tuple[int, ...] = ()
    schedule: Schedule | None = None

    @property
    def value(self) -> int | None:
        """The value of the first tier."""
        return self.values[0] if self.values else None


def solve_exactly(
    problem: Problem,
    tiers: Sequence[Measure] = (Measure.NET_VALUE,),
    seconds: float = 60.0,
    most: int = MOST_PLACEMENTS,
) -> ExactAnswer:
    """Optimise measures in order, each with the earlier ones held.

    Raises
    ------
    TooLarge
        If the packages have more than `most` placements.
    UnsupportedGoal
        If a measure is not known here.
    """
    stop = monotonic() + seconds
    model = Model("exact")
    grid, staffing, costs = _build(model, problem, most)
    status = Ending.OPTIMAL
    values: list[int] = []
    found: tuple[float, ...] = ()
    for measure in tiers:
        cost = costs.of(measure)
        model.minimise(cost)
        answer = model.solve(max(0.1, stop - monotonic()))
        if answer.ending not in (Ending.OPTIMAL, Ending.FEASIBLE):
            if not values:
                return ExactAnswer(answer.ending)
            status = Ending.FEASIBLE
            break
        found = answer.values
        reached = round(cost.value(found))
        values.append(-reached if measure.more_is_better else reached)
        if answer.ending is not Ending.OPTIMAL:
            status = Ending.FEASIBLE
        model.at_most(Linear().add(cost), reached + APART)
    return ExactAnswer(status, tuple(values), _schedule(grid, staffing, found))


def _build(model: Model, problem: Problem, most: int) -> tuple[Grid, Staffing, Costs]:
    grid = Grid(model, problem, most)
    add_logic(model, problem, grid)
    add_links(model, problem, grid.packages, grid)
    add_facilities(model, grid)
    add_stocks(model, grid)
    staffing = Staffing(model, grid)
    ends = Ends(model, grid)
    Money(model, grid, ends, staffing)
    Floors(model, grid, staffing)
    return grid, staffing, Costs(model, grid, ends, staffing)


def _schedule(grid: Grid, staffing: Staffing, values: Sequence[float]) -> Schedule:
    """Return the point found as a schedule."""
    runs = {}
    for number, placed in enumerate(grid.packages):
        for placement, column in placed.pairs:
            if values[column] > APART:
                length = placement.end - placement.start
                runs[number] = Run(
                    placement.start, length, placement.way, placement.team
                )
    projects = range(len(grid.problem.projects))
    return Schedule(
        selected=tuple(grid.of(number).value(values) > APART for number in projects),
        runs=runs,
        pool_hours={
            (cell[0], *cell[2:]): round(values[column])
            for cell, column in staffing.pool_hours.items()
            if values[column] > APART
        },
        engaged={
            offer: engaged
            for offer, engagements in enumerate(grid.engagements)
            for engaged, column in engagements.items()
            if values[column] > APART
        },
    )


__all__ = ["Ending", "ExactAnswer", "TooLarge", "solve_exactly"]
