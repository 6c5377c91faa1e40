"""The conflict of a portfolio without a plan, for its outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.conflicts.core import find_core
from optimizer.conflicts.feasibility import Feasibility
from optimizer.conflicts.rules import droppable

if TYPE_CHECKING:
    from datetime import date

    from optimizer.conflicts.terms import Terms
    from optimizer.cpsat.clock import Clock
    from optimizer.plan.effort import Control, Limits
    from optimizer.plan.outcome import Conflict
    from optimizer.plan.plan import Plan

LEAST_EFFORT = 10.0
"""Seconds or units for the whole search, whatever is left of the limit."""


def find_conflict(
    terms: Terms,
    baseline: Plan | None,
    now: date | None,
    clock: Clock,
    control: Control,
) -> Conflict:
    """Return a conflict of terms without a plan, minimal if the limit allows.

    Empty if even without every rule that can be dropped there is no plan.
    """
    limits = _at_least(clock.limits, max(LEAST_EFFORT, clock.left()))
    feasibility = Feasibility.of(baseline, now, limits, control)
    rules = tuple(droppable(terms, baseline, now))
    return find_core(feasibility, terms, rules).as_conflict()


def _at_least(limits: Limits, effort: float) -> Limits:
    if limits.deterministic is not None:
        return replace(limits, deterministic=effort)
    return replace(limits, seconds=effort)
