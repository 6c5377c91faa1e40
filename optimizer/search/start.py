"""Plans to begin with, before any proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from optimizer.search.schedule_generation import greedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.cpsat.engine import Clock
    from optimizer.plan.effort import Control
    from optimizer.plan.goals import Goals
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule

START_SHARE = 0.1
"""Part of the time that goes to plans to begin with."""
START_SECONDS = 4.0
"""Most seconds that do."""


def first_plans(
    problem: Problem, goals: Goals, clock: Clock, control: Control
) -> Iterator[Schedule]:
    """Yield schedules of the greedy search, aimed at the first goal."""
    measures = set(goals.tiers[0].weights)
    aim = "value"
    if Measure.MAKESPAN in measures:
        aim = "makespan"
    elif Measure.COST in measures:
        aim = "cost"
    seconds = 0.0
    if clock.limits.deterministic is None:
        seconds = min(START_SECONDS, START_SHARE * clock.left())
    schedule = greedy(
        problem, aim, clock.limits.seed, seconds, stop=control.stop.is_set
    )
    if schedule is not None:
        yield schedule
