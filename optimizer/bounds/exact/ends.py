"""When projects begin and end: a column for each period in which they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bounds.linear import Linear, total

if TYPE_CHECKING:
    from optimizer.bounds.exact.grid import Grid, Placed
    from optimizer.bounds.highs import Model
    from optimizer.problem.problem import Project


class Ends:
    """The last end of every project.

    Attributes
    ----------
    of
        By project: end → 1 if it is the last end; empty without packages.
    """

    def __init__(self, model: Model, grid: Grid) -> None:
        self._model = model
        self._grid = grid
        self.of = [
            self._ends(number, project)
            for number, project in enumerate(grid.problem.projects)
        ]

    def _ends(self, number: int, project: Project) -> dict[int, int]:
        own = [self._grid.packages[package] for package in project.packages]
        ends = sorted({one.end for placed in own for one in placed.placements})
        columns = {end: self._model.column(0, 1, whole=True) for end in ends}
        if own:
            chosen = Linear((column, 1) for column in columns.values())
            self._model.equal(chosen.add(self._grid.of(number), -1))
        for end in ends:
            by_then = Linear((x, 1) for e, x in columns.items() if e <= end)
            for placed in own:
                self._model.at_most(Linear().add(by_then).add(placed.ended(end), -1))
            # Ended by then if every package is, so that no end is put off.
            every = total(placed.ended(end) for placed in own).add(by_then, -1)
            every.add(self._grid.of(number), 1 - len(own))
            self._model.at_most(every)
        return columns


class Spans:
    """First start and last end of a project together.

    Attributes
    ----------
    columns
        (first start, last end) → 1 if these are they.
    """

    def __init__(self, model: Model, ends: dict[int, int], own: list[Placed]) -> None:
        starts = sorted({one.start for placed in own for one in placed.placements})
        self.columns = {
            (start, end): model.column(0, 1, whole=True)
            for start in starts
            for end in ends
            if start <= end
        }
        for end, column in ends.items():
            of_end = Linear((x, 1) for (_, e), x in self.columns.items() if e == end)
            model.equal(of_end.put(column, -1))
        for start in starts:
            by_then = Linear(
                (x, 1) for (first, _), x in self.columns.items() if first <= start
            )
            for placed in own:
                model.at_most(placed.started(start).add(by_then, -1))
            some = total(placed.started(start) for placed in own)
            model.at_most(Linear().add(by_then).add(some, -1))
