"""A lower bound on the makespan of every plan.

The largest of: the critical path; for each facility, and for each set of people that
is a union of who may serve one demand (a static Hall set), the time by which it can
have served the packages that only it can serve, between what must come before and
what must come after them. Only projects that must be selected count.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from optimizer.bounds.sets import unions
from optimizer.bounds.tails import tails
from optimizer.bounds.windows import every_choice
from optimizer.bounds.workload import Workload

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.problem.problem import Problem

MOST_SETS = 2_000
"""Sets of people looked at."""

MOST_STEPS = 2_000_000
"""About how many pairs (package, tail) are looked at over all sets."""


@dataclass(frozen=True, slots=True)
class Job:
    """A package on one resource: nothing of it before `head`, `tail` after it."""

    head: int
    tail: int
    energy: float


def makespan_bound(problem: Problem) -> int:
    """Return a number of periods that no plan's makespan is below.

    The horizon + 1 where the packages that must run cannot all end within it.
    """
    chosen = [
        package
        for project in problem.projects
        if project.forced and not project.barred
        for package in project.packages
    ]
    choices = every_choice(problem)
    if any(not choices[package].options for package in chosen):
        return problem.horizon + 1
    after = tails(problem, choices, chosen)
    bound = max((after.path(package) for package in chosen), default=0)
    workload = Workload(problem, choices, chosen)
    resources = [*workload.facilities(), *_people(workload)]
    for supply, energies in resources:
        jobs = [
            Job(choices[package].first_start or 0, after.after_end[package], energy)
            for package, energy in energies.items()
        ]
        detailed = len(resources) * len(jobs) ** 2 <= MOST_STEPS
        bound = max(bound, served_by(jobs, supply, detailed=detailed))
    return min(bound, problem.horizon + 1)


def _people(workload: Workload) -> Iterator[tuple[list[float], dict[int, float]]]:
    for people in unions(workload.classes, MOST_SETS):
        yield from workload.of_people(people)


def served_by(jobs: Sequence[Job], supply: Sequence[float], *, detailed: bool) -> int:
    """Return when a resource can have served its jobs, their tails included.

    Parameters
    ----------
    supply
        Per period. The length + 1 means never.
    detailed
        Look at the jobs with at least each tail, not only at all of them.
    """
    before = [0, *accumulate(supply)]
    limits = sorted({job.tail for job in jobs}) if detailed else [0]
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
            done = bisect_left(before, before[head] + energy * (1 - 1e-9))
            bound = max(bound, done + tail)
    return bound
