"""Part of a schedule solved again by CP-SAT, the rest kept in order.

Packages outside the part keep their way and people, and on every facility and
person the order in which they follow each other, not their dates (a partial order
schedule; Policella et al. 2004); those before the part keep their dates too. A
neighbourhood must end sooner than the schedule it comes from (large neighbourhood
search; Shaw 1998, doi:10.1007/3-540-49481-2_30).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.cpsat.extraction import extract
from optimizer.cpsat.model import build_model
from optimizer.cpsat.objectives.makespan import expression
from optimizer.cpsat.solver import Effort, Ending, call
from optimizer.portfolio.work import Staffing
from optimizer.problem.problem import Link, LinkType
from optimizer.problem.tightening import ending_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from random import Random
    from threading import Event

    from optimizer.problem.problem import Package, Problem
    from optimizer.problem.schedule import Run, Schedule

WINDOWS = 0.6
"""Share of neighbourhoods that are a stretch of time."""


def last_end(schedule: Schedule) -> int:
    """Return the makespan of a schedule."""
    return max((run.end for run in schedule.runs.values()), default=0)


def suits(problem: Problem) -> bool:
    """Return whether all work is fixed teams or facilities, as neighbourhoods need."""
    return not problem.offers and all(
        way.staffing in (None, Staffing.FIXED_TEAM)
        for package in problem.packages
        for way in package.ways
    )


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a neighbourhood: a sooner schedule, or proof that it has none."""

    schedule: Schedule | None
    exhausted: bool


class Neighbourhoods:
    """Chooses parts of schedules of one problem, and solves them again."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.open = [
            index
            for index, package in enumerate(problem.packages)
            if package.started is None
        ]
        self._wants = {index: self._resources(index) for index in self.open}

    def _resources(self, index: int) -> frozenset[tuple[str, int]]:
        """Return facilities and people that a package may use."""
        wanted: set[tuple[str, int]] = set()
        for way in self.problem.packages[index].ways:
            wanted |= {("facility", facility) for facility, _ in way.uses}
            for demand in way.demands:
                wanted |= {("person", person) for person in demand.qualified}
        return frozenset(wanted)

    def choose(self, schedule: Schedule, size: int, random: Random) -> set[int]:
        """Return about so many packages: near in time, or near and rivals."""
        running = [index for index in self.open if index in schedule.runs]
        seed = random.choice(running)
        middle = _middle(schedule.runs[seed])

        def distance(index: int) -> tuple[float, float]:
            return abs(_middle(schedule.runs[index]) - middle), random.random()

        near = sorted(running, key=distance)
        if random.random() < WINDOWS:
            return set(near[:size])
        rivals = [i for i in near if not self._wants[i].isdisjoint(self._wants[seed])]
        return {seed, *rivals[:size]}

    def solve(
        self, schedule: Schedule, free: Collection[int], effort: Effort, stop: Event
    ) -> Attempt:
        """Solve a part again."""
        limit = last_end(schedule) - 1
        problem = restricted(self.problem, schedule, free, limit)
        variables = build_model(problem, redundant=False)
        variables.model.minimize(expression(variables).linear)
        answer = call(variables.model, effort, stop)
        if not answer.values:
            exhausted = answer.ending is Ending.INFEASIBLE
            return Attempt(None, exhausted)
        found = extract(variables, answer.values)
        runs = {
            index: run if index in free else replace(run, way=schedule.runs[index].way)
            for index, run in found.runs.items()
        }
        return Attempt(replace(found, runs=runs), False)


def _middle(run: Run) -> float:
    return run.start + run.length / 2


def restricted(
    problem: Problem, schedule: Schedule, free: Collection[int], end: int
) -> Problem:
    """Return the problem in which only some packages are free, ending by a period."""
    left = min((schedule.runs[index].start for index in free), default=0)
    kept = {
        index: run
        for index, run in schedule.runs.items()
        if index not in free and problem.packages[index].started is None
    }
    order = (
        Link(one, other, LinkType.FINISH_START, 0, soft=False)
        for one, other in sorted(set(_followers(problem, kept)))
        if kept[other].end > left
    )
    return ending_by(
        replace(
            problem,
            projects=tuple(
                replace(project, forced=chosen, barred=not chosen)
                for project, chosen in zip(
                    problem.projects, schedule.selected, strict=True
                )
            ),
            packages=tuple(
                _kept(package, kept[index], left) if index in kept else package
                for index, package in enumerate(problem.packages)
            ),
            links=(*problem.links, *order),
        ),
        end,
    )


def _kept(package: Package, run: Run, left: int) -> Package:
    """Return a package that keeps its way and people, early ones their date."""
    package = replace(package, ways=(package.ways[run.way].staffed_by(run.team),))
    if run.end > left:
        return package
    return replace(package, earliest=run.start, latest_start=run.start)


def _followers(problem: Problem, kept: Mapping[int, Run]) -> Iterator[tuple[int, int]]:
    """Yield pairs of packages that hand units or people on to each other."""
    order = sorted(kept, key=lambda index: (kept[index].start, kept[index].end, index))
    facilities: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    people: dict[int, int] = {}
    for index in order:
        run = kept[index]
        if not run.length:
            continue
        way = problem.packages[index].ways[run.way]
        for facility, units in way.uses:
            for before in _hand_on(facilities[facility], kept, index, units):
                yield before, index
        for person, _ in run.team:
            if person in people and kept[people[person]].end <= run.start:
                yield people[person], index
            people[person] = index


def _hand_on(
    held: list[tuple[int, int]], kept: Mapping[int, Run], index: int, units: int
) -> Iterator[int]:
    """Take units from those that end before a package, the latest to end first."""
    start = kept[index].start
    held.sort(key=lambda piece: -kept[piece[0]].end)
    rest: list[tuple[int, int]] = []
    missing = units
    for before, amount in held:
        if not missing or kept[before].end > start:
            rest.append((before, amount))
            continue
        taken = min(amount, missing)
        missing -= taken
        yield before
        if taken < amount:
            rest.append((before, amount - taken))
    held[:] = [*rest, (index, units)]
