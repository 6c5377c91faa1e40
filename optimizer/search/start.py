"""Plans to begin with, before any proof, and what they leave to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.bounds.makespan import least
from optimizer.plan.goals import Measure
from optimizer.problem.tightening import cut_at, ending_by
from optimizer.search.justification import justified
from optimizer.search.neighbourhoods import last_end
from optimizer.search.schedule_generation import greedy
from optimizer.search.ways import consumes, justified_by_ways

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.bounds.concurrency import Packing
    from optimizer.cpsat.clock import Clock
    from optimizer.plan.effort import Control
    from optimizer.plan.goals import Goals
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule
    from optimizer.search.ruin import Objective

START_SHARE = 0.1
"""Part of the time that goes to plans to begin with."""
START_SECONDS = 4.0
"""Most seconds that do."""
SECONDS_PER_PAIR = 0.001
"""Seconds per pair of packages that do: the exact search needs no help where a model
is small, and an hour of questions is many small models."""
MAKESPAN_SECONDS = 2.0
"""Most seconds for the makespan, where neighbourhoods improve faster."""
WAYS_UNITS = 1.0
"""Deterministic units that may be spent on choosing ways before dates."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the exact search begins with.

    Attributes
    ----------
    problem
        Without what cannot be better than the plans.
    bound
        No plan's first tier is below; None if nothing is known.
    packing
        Holds for every plan of the problem.
    """

    problem: Problem
    schedules: tuple[Schedule, ...] = ()
    bound: int | None = None
    packing: Packing | None = None


def shortens(goals: Goals) -> bool:
    """Return whether the first goal is the makespan and nothing else."""
    return set(goals.tiers[0].weights) == {Measure.MAKESPAN}


def begin(
    problem: Problem,
    goals: Goals,
    clock: Clock,
    control: Control,
    accepted: Callable[[Schedule], bool],
) -> Start:
    """Return schedules of the greedy search, aimed at the first goal."""
    if shortens(goals):
        return _begin_short(problem, goals, clock, control, accepted)
    aim: Objective = "cost" if Measure.COST in goals.tiers[0].weights else "value"
    pairs = len(problem.packages) ** 2
    seconds = _seconds(clock, min(START_SECONDS, SECONDS_PER_PAIR * pairs))
    schedule = greedy(
        problem, aim, clock.limits.seed, seconds, stop=control.stop.is_set
    )
    return Start(problem, () if schedule is None else (schedule,))


def _begin_short(
    problem: Problem,
    goals: Goals,
    clock: Clock,
    control: Control,
    accepted: Callable[[Schedule], bool],
) -> Start:
    """Find a plan on the whole timeline, then better ones before its end."""
    seed, stop = clock.limits.seed, control.stop.is_set
    first = greedy(problem, "makespan", seed, 0.0, stop=stop)
    if first is None or not accepted(first):
        return Start(problem)
    if last_end(first) <= problem.now:
        return Start(problem, (first,))
    schedules = [first]
    seconds = _seconds(clock, MAKESPAN_SECONDS)
    near = cut_at(problem, last_end(first))
    known = least(near)
    bound = known.makespan
    second = _without_greed(near, clock, control, bound)
    if second is None:
        second = greedy(near, "makespan", seed, seconds, stop=stop)
    if second is not None and last_end(second) < last_end(first) and accepted(second):
        schedules.append(second)
    end = last_end(schedules[-1])
    until = end + int(goals.tiers[0].tolerance)
    return Start(
        ending_by(problem, until),
        tuple(schedules),
        min(end, bound),
        known.packing if until <= near.horizon else None,
    )


def _without_greed(
    problem: Problem, clock: Clock, control: Control, bound: int
) -> Schedule | None:
    """Return a justified plan of a classical problem, after a choice of ways or not."""
    if not consumes(problem):
        seconds = _seconds(clock, MAKESPAN_SECONDS)
        seed, stop = clock.limits.seed, control.stop.is_set
        return justified(problem, seed, seconds, stop, bound)
    effort = replace(clock.capped(WAYS_UNITS), second=True)
    if clock.limits.deterministic is None:
        effort = replace(effort, seconds=START_SHARE * clock.left())
    pairs = len(problem.packages) ** 2
    seconds = _seconds(clock, min(START_SECONDS, SECONDS_PER_PAIR * pairs))
    return justified_by_ways(problem, effort, seconds, control.stop, bound)


def _seconds(clock: Clock, most: float) -> float:
    if clock.limits.deterministic is not None:
        return 0.0
    return min(most, START_SHARE * clock.left())
