"""The columns of the exact model: placements, projects, ends and engagements."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from optimizer.bounds.exact.placements import Placements
from optimizer.bounds.linear import Linear
from optimizer.bounds.selection import chosen_column
from optimizer.bounds.too_large import TooLarge
from optimizer.problem.schedule import Engaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.bounds.exact.placements import Placement
    from optimizer.bounds.highs import Model
    from optimizer.problem.problem import Problem


class Placed:
    """One package: a column for each of its placements."""

    def __init__(self, model: Model, placements: Sequence[Placement]) -> None:
        self.placements = tuple(placements)
        self.columns = tuple(model.column(0, 1, whole=True) for _ in placements)

    @property
    def pairs(self) -> list[tuple[Placement, int]]:
        """Placements with their columns."""
        return list(zip(self.placements, self.columns, strict=True))

    def started(self, period: int) -> Linear:
        """Return 1 if started in or before a period."""
        return Linear((x, 1) for one, x in self.pairs if one.start <= period)

    def ended(self, period: int) -> Linear:
        """Return 1 if over when a period begins."""
        return Linear((x, 1) for one, x in self.pairs if one.end <= period)

    def weighed(self, weights: Sequence[float]) -> Linear:
        """Return the weight of the placement chosen, in the order of placements."""
        return Linear(zip(self.columns, weights, strict=True))


class Grid:
    """All columns that say what is run, when, and who is engaged.

    Attributes
    ----------
    packages
        By package.
    engagements
        Offer → engagement → column.
    """

    def __init__(self, model: Model, problem: Problem, most: int) -> None:
        """Enumerate and make the columns.

        Raises
        ------
        TooLarge
            If there are more than `most` placements.
        """
        self.problem = problem
        self._projects = [
            chosen_column(model, project, whole=True) for project in problem.projects
        ]
        every = Placements(problem)
        self.packages: list[Placed] = []
        for package in problem.packages:
            placements = list(islice(every.of(package), most + 1))
            most -= len(placements)
            if most < 0:
                raise TooLarge(
                    f"{package.id}: too many ways to place the packages up to it "
                    "for the exact model; it is for small portfolios."
                )
            placed = Placed(model, placements)
            self.packages.append(placed)
            chosen = placed.weighed([1] * len(placements))
            model.equal(chosen.put(self._projects[package.project], -1))
        self.engagements = [
            self._engagements(model, number) for number in range(len(problem.offers))
        ]

    def of(self, project: int) -> Linear:
        """Return 1 if a project is selected."""
        return Linear([(self._projects[project], 1)])

    def engaged(self, person: int, first: int, end: int) -> Linear:
        """Return 1 if a person on offer is engaged throughout an interval."""
        offer = self.problem.people[person].offer
        if offer is None:
            return Linear(constant=1)
        return Linear(
            (column, 1)
            for engaged, column in self.engagements[offer].items()
            if engaged.person == person and engaged.first <= first <= end <= engaged.end
        )

    def _engagements(self, model: Model, number: int) -> dict[Engaged, int]:
        offer, people = self.problem.offers[number], self.problem.people
        columns: dict[Engaged, int] = {}
        for first in range(offer.earliest, self.problem.horizon):
            person = next(
                p for p in offer.people if people[p].engaged_from in (None, first)
            )
            for length in range(offer.shortest, offer.longest + 1):
                if first + length <= self.problem.horizon:
                    engaged = Engaged(person, first, first + length)
                    columns[engaged] = model.column(0, 1, whole=True)
        model.at_most(Linear((column, 1) for column in columns.values()), 1)
        return columns
