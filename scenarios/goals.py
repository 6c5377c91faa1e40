"""What the plans of a situation are to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.goals import Goals, Measure

if TYPE_CHECKING:
    from scenarios.situation import Situation

FOR_VALUE = Goals.single(Measure.NET_VALUE)
"""The most net value, and nothing else."""


def default_goals(situation: Situation) -> Goals:
    """Return the order that a program office expects."""
    return Goals.default(with_baseline=situation.baseline is not None)


def within(goals: Goals, situation: Situation) -> Goals:
    """Return goals with the limits that the situation sets besides their own."""
    more = tuple(one for one in situation.limits if one not in goals.limits)
    return goals.replace(limits=(*goals.limits, *more)) if more else goals
