"""A lower bound on the makespan of every plan.

The largest of: the critical path; for each facility, and for each set of people that
is a union of who may serve one demand (a static Hall set), the time by which it can
have served the packages that only it can serve, between what must come before and
what must come after them; the work of the packing of what can run at the same time.
Only projects that must be selected count.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from optimizer.bounds.concurrency import packing_of
from optimizer.bounds.sets import unions
from optimizer.bounds.tails import tails
from optimizer.bounds.windows import every_choice
from optimizer.bounds.workload import Workload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.bounds.concurrency import Packing
    from optimizer.bounds.supply import Row
    from optimizer.bounds.tails import Tails
    from optimizer.bounds.workload import Energies
    from optimizer.problem.problem import Problem

MOST_SETS = 1_000
"""Sets of people looked at."""

CLOSELY = 40
"""Resources, those with the largest bounds, whose jobs are looked at by tail."""


EXACTLY = 1 - 1e-9
"""Keeps sums of floating point from claiming more than there is."""


@dataclass(frozen=True, slots=True)
class Job:
    """A package on one resource: nothing of it before `head`, `tail` after it."""

    head: int
    tail: int
    energy: float


@dataclass(frozen=True, slots=True)
class Least:
    """What no plan within the horizon can do without.

    Attributes
    ----------
    makespan
        Periods; the horizon + 1 where the packages that must run cannot all end
        within it.
    packing
        What can run at the same time; None if nothing was found out.
    """

    makespan: int
    packing: Packing | None = None


def least(problem: Problem) -> Least:
    """Return the bound of the makespan, and the packing that is a part of it."""
    chosen = [
        package
        for project in problem.projects
        if project.forced and not project.barred
        for package in project.packages
    ]
    choices = every_choice(problem)
    if any(not choices[package].options for package in chosen):
        return Least(problem.horizon + 1)
    after = tails(problem, choices, chosen)
    bound = max((after.path(package) for package in chosen), default=0)
    workload = Workload(problem, choices, chosen)
    heads = {package: choices[package].first_start or 0 for package in chosen}
    resources = [
        (supply, _jobs(energies, heads, after))
        for supply, energies in (*workload.facilities(), *_people(workload))
    ]
    coarse = [served_by(jobs, supply, [0]) for supply, jobs in resources]
    order = sorted(range(len(resources)), key=lambda number: -coarse[number])
    for number in order[:CLOSELY]:
        supply, jobs = resources[number]
        limits = sorted({job.tail for job in jobs})
        bound = max(bound, served_by(jobs, supply, limits))
    rates = Workload(problem, choices, chosen, each_period=True)
    packing = packing_of(problem, rates, after, chosen)
    if packing is not None:
        bound = max(bound, packing.least)
    return Least(min(bound, problem.horizon + 1), packing)


def _jobs(energies: Energies, heads: dict[int, int], after: Tails) -> list[Job]:
    return [
        Job(heads[package], after.after_end[package], energy)
        for package, energy in energies.items()
    ]


def _people(workload: Workload) -> Iterator[tuple[Row, Energies]]:
    for people in unions(workload.classes, MOST_SETS):
        yield from workload.of_people(people)


def served_by(
    jobs: Sequence[Job], supply: Sequence[float], limits: Sequence[int]
) -> int:
    """Return when a resource can have served its jobs, their tails included.

    For every limit the jobs with at least that tail are looked at, and of these all
    that have at least some head. The length of the supply + 1 means never.
    """
    before = [0, *accumulate(supply)]
    by_head = sorted(jobs, key=lambda job: -job.head)
    bound = 0
    for limit in limits:
        energy, tail = 0.0, None
        for job in by_head:
            if job.tail < limit:
                continue
            energy += job.energy
            tail = job.tail if tail is None else min(tail, job.tail)
            head = min(max(job.head, 0), len(supply))
            done = bisect_left(before, before[head] + energy * EXACTLY)
            bound = max(bound, done + tail)
    return bound
