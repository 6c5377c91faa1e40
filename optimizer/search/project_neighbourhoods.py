"""A few projects planned again, all others kept as they are, while value rises.

Large neighbourhood search (Shaw 1998, doi:10.1007/3-540-49481-2_30) over projects that
compete for the same people: selection, dates and teams of a handful are open at a
time, so that the model of each step stays small at any size of portfolio.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from optimizer.cpsat.cuts import Cuts
from optimizer.cpsat.extraction import extract
from optimizer.cpsat.model import build_model
from optimizer.cpsat.objectives.net_value import expression
from optimizer.cpsat.solver import Effort, Ending, call
from optimizer.search.worth import net_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from threading import Event

    from optimizer.plan.effort import Limits
    from optimizer.problem.problem import Package, Problem, Project, Way
    from optimizer.problem.schedule import Run, Schedule

FIRST_SIZE = 4.0
"""Projects of the first neighbourhood."""
LEAST_SIZE = 2.0
GROWTH, SHRINKAGE = 1.1, 0.95
"""Change of size after one that was searched through, and one that was not."""
SECONDS = 3.0
"""Most seconds for one."""
ROUNDS = 4
"""Most calls for one, each with what the last one taught about pools."""


@dataclass(frozen=True, slots=True)
class ProjectNeighbourhoods:
    """Improves the net value of schedules of one problem."""

    problem: Problem
    limits: Limits
    stop: Event

    def better(
        self, schedule: Schedule, bound: int, seconds: float
    ) -> Iterator[Schedule]:
        """Yield schedules of ever more value until time is up.

        `bound` is what no plan's loss is below; it only ever ends the search early.
        """
        del bound
        if self.limits.deterministic is not None:
            return
        random, size = Random(self.limits.seed), FIRST_SIZE
        related = _related(self.problem)
        open_projects = [j for j, p in enumerate(self.problem.projects) if not p.barred]
        until = monotonic() + seconds
        while open_projects and monotonic() < until and not self.stop.is_set():
            part = _choose(schedule, open_projects, related, int(size), random)
            amount = min(SECONDS, until - monotonic())
            found, exhausted = self._again(schedule, part, amount, random)
            if found is not None:
                schedule = found
                yield found
            elif exhausted:
                size = min(float(len(open_projects)), size * GROWTH)
            else:
                size = max(min(LEAST_SIZE, len(open_projects)), size * SHRINKAGE)

    def _again(
        self, schedule: Schedule, part: Collection[int], seconds: float, random: Random
    ) -> tuple[Schedule | None, bool]:
        """Return a schedule of more value, and whether there surely is none."""
        variables = build_model(reopened(self.problem, schedule, part))
        linear = expression(variables).linear
        variables.model.add(linear >= _value(self.problem, schedule) + 1)
        variables.model.maximize(linear)
        cuts, until = Cuts(variables), monotonic() + seconds
        for _ in range(ROUNDS):
            left = until - monotonic()
            if left <= 0 or self.stop.is_set():
                break
            effort = Effort(left, self.limits.workers, random.randrange(10**6))
            answer = call(variables.model, effort, self.stop)
            if not answer.values:
                return None, answer.ending is Ending.INFEASIBLE
            staffed = cuts.staffed(extract(variables, answer.values))
            if staffed is not None:
                return _merged(schedule, staffed), False
            cuts.apply()
        return None, False


def _value(problem: Problem, schedule: Schedule) -> int:
    chosen = [j for j, selected in enumerate(schedule.selected) if selected]
    return net_value(problem, chosen, schedule.runs, schedule.engaged)


def reopened(problem: Problem, schedule: Schedule, part: Collection[int]) -> Problem:
    """Return the problem with only some projects open, the rest as scheduled."""
    return replace(
        problem,
        projects=tuple(
            project if j in part else _settled(project, selected=schedule.selected[j])
            for j, project in enumerate(problem.projects)
        ),
        packages=tuple(
            package
            if package.project in part or package.started or p not in schedule.runs
            else _kept(package, schedule.runs[p])
            for p, package in enumerate(problem.packages)
        ),
    )


def _settled(project: Project, *, selected: bool) -> Project:
    if selected:
        return replace(project, forced=True)
    return replace(project, barred=True)


def _kept(package: Package, run: Run) -> Package:
    way = package.ways[run.way]
    team = run.team if way.is_team else None
    return replace(
        package,
        earliest=run.start,
        latest_start=run.start,
        ways=(_fixed(way, run),),
        kept_team=team,
    )


def _fixed(way: Way, run: Run) -> Way:
    """Return the way at its length, with nobody but its team on its demands."""
    if way.is_team:
        way = way.staffed_by(run.team)
    return replace(way, shortest=run.length, longest=run.length)


def _merged(old: Schedule, new: Schedule) -> Schedule:
    """Return the new schedule with kept runs naming their own way again."""
    runs = dict(new.runs)
    for p, run in new.runs.items():
        kept = old.runs.get(p)
        if kept is not None and _same(kept, run):
            runs[p] = kept
    return replace(new, runs=runs)


def _same(old: Run, new: Run) -> bool:
    return (old.start, old.length, sorted(old.team)) == (
        new.start,
        new.length,
        sorted(new.team),
    )


def _related(problem: Problem) -> list[dict[int, int]]:
    """Return for each project how many people it could share with each other one."""
    people: list[set[int]] = [set() for _ in problem.projects]
    for package in problem.packages:
        for way in package.ways:
            for demand in way.demands:
                people[package.project].update(demand.qualified)
    linked: defaultdict[tuple[int, int], int] = defaultdict(int)
    for link in problem.links:
        one = problem.packages[link.predecessor].project
        other = problem.packages[link.successor].project
        linked[one, other] += len(problem.people)
        linked[other, one] += len(problem.people)
    return [
        {
            other: len(own & theirs) + linked[j, other]
            for other, theirs in enumerate(people)
            if other != j
        }
        for j, own in enumerate(people)
    ]


def _choose(
    schedule: Schedule,
    open_projects: list[int],
    related: list[dict[int, int]],
    size: int,
    random: Random,
) -> set[int]:
    """Return a project, more often one left out, and those it competes with."""
    left_out = [j for j in open_projects if not schedule.selected[j]]
    seeds = left_out if left_out and random.random() < 0.5 else open_projects
    first = random.choice(seeds)
    others = [j for j in open_projects if j != first]
    weights = [1 + related[first].get(j, 0) * random.random() for j in others]
    order = sorted(range(len(others)), key=lambda i: -weights[i])
    return {first, *(others[i] for i in order[: max(0, size - 1)])}
