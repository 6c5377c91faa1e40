"""What packages need at least of facilities and of sets of people."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from optimizer.bounds.claims import PROFICIENT, Terms, Unit
from optimizer.bounds.demands import terms
from optimizer.bounds.supply import Supply
from optimizer.bounds.windows import Alone
from optimizer.problem.problem import WHOLE_SHARE, Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from optimizer.bounds.supply import Row
    from optimizer.bounds.windows import Choice, Choices
    from optimizer.problem.problem import Demand, Problem, Way

Energies = dict[int, float]
"""Package → the least that any of its choices needs."""

Need = tuple[Terms, dict[Unit, float]]
"""A demand's terms and what it needs by unit."""


class Workload:
    """What the packages that must run and have not started need over their run.

    Parameters
    ----------
    each_period
        What they need in each period of their run instead.

    Attributes
    ----------
    classes
        Who may serve one demand.
    """

    def __init__(
        self,
        problem: Problem,
        choices: Sequence[Choices],
        chosen: Sequence[int],
        *,
        each_period: bool = False,
    ) -> None:
        self._problem = problem
        self._each_period = each_period
        self._alone = Alone(problem)
        self._supply = Supply(problem)
        self._options = {
            package: [
                (option, problem.packages[package].ways[option.way])
                for option in choices[package].options
            ]
            for package in chosen
            if problem.packages[package].started is None
        }
        self._needs = {
            package: [
                [self._need(option, way, demand) for demand in way.demands]
                for option, way in options
            ]
            for package, options in self._options.items()
        }
        self.classes = frozenset(
            need.people
            for options in self._needs.values()
            for needs in options
            for need, _ in needs
        )

    def facilities(self) -> Iterator[tuple[Row, Energies]]:
        """Yield units per period and energies of each facility that is used."""
        for number, facility in enumerate(self._problem.facilities):
            energies = {
                package: min(
                    dict(way.uses).get(number, 0) * self._counted(option)
                    for option, way in options
                )
                for package, options in self._options.items()
            }
            if any(energies.values()):
                yield facility.capacity, _positive(energies)

    def of_people(self, people: frozenset[int]) -> Iterator[tuple[Row, Energies]]:
        """Yield supply per period and energies of a set of people, by unit."""
        inside: set[Terms] = set()
        by_unit: dict[Unit, Energies] = {unit: {} for unit in Unit}
        for package, options in self._needs.items():
            sums = [_inside(needs, people, inside) for needs in options]
            for unit in Unit:
                by_unit[unit][package] = min(own[unit] for own in sums)
        for unit, energies in by_unit.items():
            if any(energies.values()):
                yield self._supply.of(unit, inside).everything, _positive(energies)

    def _need(self, option: Choice, way: Way, demand: Demand) -> Need:
        return terms(way, demand), self._amounts(way, demand, option)

    def _counted(self, option: Choice) -> int:
        """Return how many periods of a run are summed."""
        return 1 if self._each_period else option.shortest

    def _amounts(self, way: Way, demand: Demand, option: Choice) -> dict[Unit, float]:
        share = demand.share / WHOLE_SHARE
        length = self._counted(option)
        if way.staffing is Staffing.FIXED_TEAM:
            members = demand.headcount * length
            return {Unit.SHARES: members * share, Unit.MEMBERS: members}
        hours = demand.effort * PROFICIENT
        if way.staffing is Staffing.POOL:
            if self._each_period:
                hours = demand.effort // option.shortest * PROFICIENT
            return {Unit.HOURS: hours}
        if self._each_period:  # It may do all of its work in any one of them.
            return {}
        alone = max(self._alone.best_rates(demand, 1, overtime=way.overtime), default=0)
        members = ceil(hours / alone) if alone else 0
        members = max(members, demand.team_min * length if hours else 0)
        return {
            Unit.HOURS: hours,
            Unit.SHARES: members * share,
            Unit.MEMBERS: members,
        }


def _positive(energies: Mapping[int, float]) -> Energies:
    return {package: energy for package, energy in energies.items() if energy}


def _inside(
    needs: Sequence[Need], people: frozenset[int], inside: set[Terms]
) -> dict[Unit, float]:
    """Return what only these people may serve, by unit, and note its terms."""
    energy = dict.fromkeys(Unit, 0.0)
    for own, amounts in needs:
        if own.people <= people:
            inside.add(own)
            for unit, amount in amounts.items():
                energy[unit] += amount
    return energy
