"""Short makespans for classical problems: a population of justified schedules.

Every list of activities becomes a schedule by serial generation, is pushed to the
right and back to the left (forward-backward improvement; Li & Willis 1992,
doi:10.1016/0377-2217(92)90293-E; Tormos & Lova 2001), and good lists are crossed
(Valls, Ballestin & Quintanilla 2008, doi:10.1016/j.ejor.2006.12.033).
"""

from __future__ import annotations

from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from optimizer.problem.schedule import Run, Schedule
from optimizer.search.classical import classical
from optimizer.search.lists import Individual, crossed, mutated, ordered, sampled
from optimizer.search.serial import Serial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from optimizer.problem.problem import Problem
    from optimizer.search.classical import Classical

POPULATION = 40
"""Schedules that are kept."""
PATIENCE = 12
"""Population sizes without a better schedule before a new population begins."""
CHANGE_OF_TASTE = 0.1
"""Share of schedules made with another order of people."""


def justified(
    problem: Problem,
    seed: int,
    seconds: float,
    stop: Callable[[], bool] = lambda: False,
    bound: int = 0,
) -> Schedule | None:
    """Return a schedule of short makespan, or None if it is no classical problem.

    Classical: every forced package has one length and one way, needs facilities of
    constant capacity or whole people who are always there, and has no dates; nothing
    else binds. The first schedule is finished in any case, and none is looked for
    below the bound.
    """
    core = classical(problem)
    if core is None:
        return None
    bound = max(bound, _critical(core))
    best: Individual | None = None
    deadline = monotonic() + seconds
    for individual in _Evolution(core, seed).individuals():
        if best is None or individual.makespan < best.makespan:
            best = individual
        if stop() or monotonic() >= deadline or best.makespan <= bound:
            break
    return None if best is None else _schedule(problem, core, best)


def _critical(core: Classical) -> int:
    """Return the end of the longest path."""
    starts = list(core.earliest)
    for activity in sampled(core, Random(0), 0.0):
        for other, distance in core.before[activity]:
            starts[activity] = max(starts[activity], starts[other] + distance)
    ends = (s + length for s, length in zip(starts, core.lengths, strict=True))
    return max(ends, default=0)


def _schedule(problem: Problem, core: Classical, best: Individual) -> Schedule:
    projects = {problem.packages[index].project for index in core.packages}
    projects |= {i for i, project in enumerate(problem.projects) if project.forced}
    return Schedule(
        selected=tuple(i in projects for i in range(len(problem.projects))),
        runs={
            package: Run(best.starts[n], core.lengths[n], 0, best.teams[n])
            for n, package in enumerate(core.packages)
        },
    )


class _Evolution:
    """Makes one justified schedule after the other."""

    def __init__(self, core: Classical, seed: int) -> None:
        self._core = core
        self._mirror = core.reversed()
        self._random = Random(seed)
        order = self._people(0.0)
        self._forward = Serial(core, order)
        self._backward = Serial(self._mirror, order)

    def _people(self, spread: float) -> list[int]:
        """Return people, the least wanted first."""
        core, random = self._core, self._random
        count = core.people.bit_length()
        wanted = [0.0] * count
        for seats, length in zip(core.seats, core.lengths, strict=True):
            for able, heads in seats:
                share = heads * length / max(1, able.bit_count())
                for person in range(count):
                    if able & (1 << person):
                        wanted[person] += share
        factors = [1.0 + random.uniform(-spread, spread) for _ in range(count)]
        return sorted(range(count), key=lambda p: wanted[p] * factors[p])

    def individuals(self) -> Iterator[Individual]:
        """Yield schedules without end; every population begins anew."""
        while True:
            population: list[Individual] = []
            for number in range(POPULATION):
                bias = 0.0 if number == 0 else 0.5 + number / POPULATION
                made = self._made(sampled(self._core, self._random, bias))
                if made is not None:
                    population.append(made)
                    yield made
            if not population:
                return
            yield from self._evolved(population)

    def _evolved(self, population: list[Individual]) -> Iterator[Individual]:
        """Yield children until they bring nothing new."""
        random, idle = self._random, 0
        population.sort(key=lambda one: one.makespan)
        best = population[0].makespan
        while idle < PATIENCE * POPULATION:
            mother, father = self._parent(population), self._parent(population)
            child = crossed(mother.sequence, father.sequence, random)
            made = self._made(mutated(self._core, child, random))
            if made is None:
                continue
            yield made
            idle += 1
            if made.makespan < best:
                best, idle = made.makespan, 0
            worst = population[-1]
            known = any(one.starts == made.starts for one in population)
            if made.makespan <= worst.makespan and not known:
                population[-1] = made
                population.sort(key=lambda one: one.makespan)

    def _parent(self, population: Sequence[Individual]) -> Individual:
        pair = self._random.sample(range(len(population)), min(2, len(population)))
        return population[min(pair)]

    def _made(self, sequence: Sequence[int]) -> Individual | None:
        """Return the schedule of a list, justified to the right and to the left."""
        if self._core.people and self._random.random() < CHANGE_OF_TASTE:
            order = self._people(self._random.choice((0.0, 0.2, 0.6)))
            self._forward = Serial(self._core, order)
            self._backward = Serial(self._mirror, order)
        best = self._forwards(sequence)
        while best is not None:
            other = self._justified(best)
            if other is None or other.makespan >= best.makespan:
                better = other is not None and other.makespan == best.makespan
                return other if better else best
            best = other
        return None

    def _forwards(self, sequence: Sequence[int]) -> Individual | None:
        made = self._forward.schedule(sequence)
        if made is None:
            return None
        starts, teams = made
        lengths = self._core.lengths
        ends = (s + length for s, length in zip(starts, lengths, strict=True))
        makespan = max(ends, default=0)
        order = ordered(self._core, sequence, starts)
        return Individual(tuple(order), tuple(starts), tuple(teams), makespan)

    def _justified(self, one: Individual) -> Individual | None:
        """Push everything to the right, last end first, and back to the left."""
        lengths = self._core.lengths
        from_end = [-(s + n) for s, n in zip(one.starts, lengths, strict=True)]
        right = ordered(self._mirror, one.sequence[::-1], from_end)
        back = self._backward.schedule(right)
        if back is None:
            return None
        from_start = [-(s + n) for s, n in zip(back[0], lengths, strict=True)]
        return self._forwards(ordered(self._core, right[::-1], from_start))
