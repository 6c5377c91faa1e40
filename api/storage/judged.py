"""A plan together with what the checker says of it."""

from __future__ import annotations

from optimizer.plan.outcome import Verdict
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import DomainModel


class JudgedPlan(DomainModel):
    """A plan as the checker judged it: the only form in which plans are stored.

    Attributes
    ----------
    label
        What it is the plan of: ``plan`` for the answer of a solve, the kind of answer
        for a scenario.
    """

    label: str
    plan: Plan
    verdict: Verdict
