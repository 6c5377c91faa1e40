"""The answer: plans, goals, outcomes, and every rule and measure without a solver."""

from optimizer.plan.check import check
from optimizer.plan.complete import complete
from optimizer.plan.effort import Control, Limits
from optimizer.plan.goals import Goals, Measure, MeasureLimit, Tier
from optimizer.plan.ledger import Ledger
from optimizer.plan.measure import Measures, measure
from optimizer.plan.outcome import (
    BrokenRule,
    Certificate,
    Conflict,
    Outcome,
    Point,
    SolveStatus,
    TierResult,
    Verdict,
)
from optimizer.plan.plan import Assignment, Engagement, Plan, ScheduledPackage

__all__ = [
    "Assignment",
    "BrokenRule",
    "Certificate",
    "Conflict",
    "Control",
    "Engagement",
    "Goals",
    "Ledger",
    "Limits",
    "Measure",
    "MeasureLimit",
    "Measures",
    "Outcome",
    "Plan",
    "Point",
    "ScheduledPackage",
    "SolveStatus",
    "Tier",
    "TierResult",
    "Verdict",
    "check",
    "complete",
    "measure",
]
