"""What packages need at least of facilities and of sets of people, over their run."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from optimizer.bounds.claims import PROFICIENT, Claim, Supply, Unit
from optimizer.bounds.linear import Linear
from optimizer.bounds.windows import Alone
from optimizer.problem.problem import WHOLE_SHARE, Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.bounds.windows import Choice, Choices
    from optimizer.problem.problem import Demand, Problem, Way

Energies = dict[int, float]
"""Package → the least that any of its choices needs."""


class Workload:
    """Energies of the packages that must run and have not started.

    Attributes
    ----------
    classes
        Who may serve one demand.
    """

    def __init__(
        self, problem: Problem, choices: Sequence[Choices], chosen: Sequence[int]
    ) -> None:
        self._problem = problem
        self._alone = Alone(problem)
        self._options = {
            package: [
                (option, problem.packages[package].ways[option.way])
                for option in choices[package].options
            ]
            for package in chosen
            if problem.packages[package].started is None
        }
        self._supply = Supply(problem, lambda _offer, _period: Linear(constant=1))
        self._needs = {
            (package, number): list(self._claims(option, way))
            for package, options in self._options.items()
            for number, (option, way) in enumerate(options)
        }
        self.classes = frozenset(
            claim.people for claims in self._needs.values() for claim, _ in claims
        )

    def facilities(self) -> Iterator[tuple[list[float], Energies]]:
        """Yield units per period and energies of each facility that is used."""
        for number, facility in enumerate(self._problem.facilities):
            energies = {
                package: min(
                    dict(way.uses).get(number, 0) * _least_length(option)
                    for option, way in options
                )
                for package, options in self._options.items()
            }
            energies = {own: energy for own, energy in energies.items() if energy}
            if energies:
                yield list(facility.capacity), energies

    def of_people(
        self, people: frozenset[int]
    ) -> Iterator[tuple[list[float], Energies]]:
        """Yield supply per period and energies of a set of people, by unit."""
        for unit in Unit:
            energies: Energies = {}
            inside: list[Claim] = []
            for package, options in self._options.items():
                energies[package] = min(
                    self._energy(package, number, people, unit, inside)
                    for number in range(len(options))
                )
            energies = {own: energy for own, energy in energies.items() if energy}
            if energies:
                periods = range(self._problem.horizon)
                yield [self._supply.of(unit, t, inside).constant for t in periods], energies

    def _energy(
        self,
        package: int,
        number: int,
        people: frozenset[int],
        unit: Unit,
        inside: list[Claim],
    ) -> float:
        energy = 0.0
        for claim, amounts in self._needs[package, number]:
            if claim.people <= people and unit in amounts:
                energy += amounts[unit]
                inside.append(claim)
        return energy

    def _claims(
        self, option: Choice, way: Way
    ) -> Iterator[tuple[Claim, dict[Unit, float]]]:
        length = _least_length(option)
        for demand in way.demands:
            fixed = way.staffing is Staffing.FIXED_TEAM
            yield (
                Claim(
                    people=frozenset(demand.qualified),
                    periods=range(self._problem.horizon),
                    amounts={},
                    speeds=dict(zip(demand.qualified, demand.speeds, strict=True))
                    if way.staffing is Staffing.EFFORT_TEAM
                    else {},
                    overtime=way.overtime or way.staffing is Staffing.POOL,
                    absent=way.tolerated_absence > 0 or not fixed,
                ),
                self._amounts(way, demand, length),
            )

    def _amounts(self, way: Way, demand: Demand, length: int) -> dict[Unit, float]:
        share = demand.share / WHOLE_SHARE
        if way.staffing is Staffing.FIXED_TEAM:
            members = demand.headcount * length
            return {Unit.SHARES: members * share, Unit.MEMBERS: members}
        hours = demand.effort * PROFICIENT
        if way.staffing is Staffing.POOL:
            return {Unit.HOURS: hours}
        alone = max(self._alone.best_rates(demand, 1, overtime=way.overtime), default=0)
        members = ceil(hours / alone) if alone else 0
        members = max(members, demand.team_min * length if hours else 0)
        return {
            Unit.HOURS: hours,
            Unit.SHARES: members * share,
            Unit.MEMBERS: members,
        }


def _least_length(option: Choice) -> int:
    return min(end - start for start, end in option.ends.items())
