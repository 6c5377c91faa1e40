"""A problem as arrays: people by periods, links by package."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from optimizer.problem.problem import Staffing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from optimizer.problem.problem import Demand, Link, Package, Problem
    from optimizer.problem.schedule import Engaged

    Table = NDArray[np.int64]
    Mask = NDArray[np.bool_]


class Tables:
    """What never changes while schedules are made.

    Parameters
    ----------
    engaged
        Offer → engagement; all other offers bring nobody.

    Attributes
    ----------
    capacity, available
        Hundredths of hours, (people, horizon); 0 outside an engagement.
    away
        Whether a person has no hours although their location works.
    employed_from, employed_end
        Half-open interval of periods, by person.
    units
        (facilities, horizon).
    """

    def __init__(
        self, problem: Problem, engaged: Mapping[int, Engaged] | None = None
    ) -> None:
        self.problem = problem
        self.horizon = problem.horizon
        self.now = problem.now
        self.engaged = dict(engaged or {})
        people = problem.people
        self.present = self._present()
        self.capacity = self._rows([p.capacity for p in people]) * self.present
        self.available = self._rows([p.available for p in people]) * self.present
        works = self._rows([p.location_works for p in people]).astype(bool)
        self.away = works & (self.available == 0)
        spans = self._spans()
        self.employed_from = np.array([first for first, _ in spans], np.int64)
        self.employed_end = np.array([end for _, end in spans], np.int64)
        self.max_teams = np.array([p.max_team_packages for p in people], np.int64)
        self.max_packages = np.array([p.max_packages for p in people], np.int64)
        self.units = self._rows([f.capacity for f in problem.facilities])
        self._team_hours: dict[tuple[int, bool], Table] = {}
        self._indices: dict[tuple[int, ...], Table] = {}
        self.into: list[list[Link]] = [[] for _ in problem.packages]
        self.out_of: list[list[Link]] = [[] for _ in problem.packages]
        for link in problem.links:
            self.into[link.successor].append(link)
            self.out_of[link.predecessor].append(link)

    def _rows(self, rows: list[tuple[int, ...]] | list[tuple[bool, ...]]) -> Table:
        return np.array(rows, np.int64).reshape(len(rows), self.horizon)

    def _present(self) -> Mask:
        """Return whether a person could be here at all: offers only while engaged."""
        people = self.problem.people
        present = np.ones((len(people), self.horizon), bool)
        spans = self._spans()
        for index, person in enumerate(people):
            if person.offer is not None:
                first, end = spans[index]
                present[index, :first] = False
                present[index, end:] = False
        return present

    def _spans(self) -> list[tuple[int, int]]:
        engaged = {e.person: (e.first, e.end) for e in self.engaged.values()}
        return [
            person.employed if person.offer is None else engaged.get(index, (0, 0))
            for index, person in enumerate(self.problem.people)
        ]

    def team_hours(self, share: int, *, overtime: bool) -> Table:
        """Return hours of a team member of every person, (people, horizon)."""
        key = share, overtime
        if key not in self._team_hours:
            rows = [
                person.team_hours(share, overtime=overtime)
                for person in self.problem.people
            ]
            self._team_hours[key] = self._rows(rows) * self.present
        return self._team_hours[key]

    def qualified(self, demand: Demand) -> Table:
        """Return the indices of people who may serve."""
        found = self._indices.get(demand.qualified)
        if found is None:
            found = np.array(demand.qualified, np.int64)
            self._indices[demand.qualified] = found
        return found

    def hours_needed(self, package: Package) -> list[tuple[Demand, float]]:
        """Return hundredths of hours by demand of a package's first way."""
        way = package.ways[0]
        if way.staffing is not Staffing.FIXED_TEAM:
            return [(demand, float(demand.effort)) for demand in way.demands]
        typical = float(self.available.mean()) if self.available.size else 0.0
        return [
            (d, d.headcount * d.share / 10_000 * way.shortest * typical)
            for d in way.demands
        ]

    @cached_property
    def pressure(self) -> dict[tuple[int, ...], float]:
        """People who qualify together → hours asked of them ÷ hours they have."""
        asked: dict[tuple[int, ...], float] = {}
        for package in self.problem.packages:
            if package.ways and package.started is None:
                for demand, hours in self.hours_needed(package):
                    key = demand.qualified
                    asked[key] = asked.get(key, 0.0) + hours
        supply = self.available[:, self.now :].sum(axis=1)
        return {
            key: hours / max(1.0, float(supply[list(key)].sum()))
            for key, hours in asked.items()
        }

    @cached_property
    def scarcity(self) -> NDArray[np.float64]:
        """How much all who could use a person ask of them: take the least first."""
        scarcity = np.zeros(len(self.problem.people))
        for key, pressure in self.pressure.items():
            scarcity[list(key)] += pressure
        return scarcity
