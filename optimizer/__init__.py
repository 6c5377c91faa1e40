"""Quarterdeck's engine: a portfolio in, the best plan with its proof out.

Names load on first use, so that reading a portfolio does not wait for the solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan import (
        Control,
        Goals,
        Limits,
        Measure,
        MeasureLimit,
        Outcome,
        Plan,
        SolveStatus,
        Tier,
        check,
        complete,
        measure,
    )
    from optimizer.portfolio.calendar import Calendar
    from optimizer.portfolio.people import Engineer, Skill
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Package
    from optimizer.solving import solve

_HOMES = {
    "Calendar": "optimizer.portfolio.calendar",
    "Control": "optimizer.plan",
    "Demand": "optimizer.portfolio.work",
    "Engineer": "optimizer.portfolio.people",
    "Goals": "optimizer.plan",
    "Limits": "optimizer.plan",
    "Measure": "optimizer.plan",
    "MeasureLimit": "optimizer.plan",
    "Outcome": "optimizer.plan",
    "Package": "optimizer.portfolio.work",
    "Plan": "optimizer.plan",
    "Portfolio": "optimizer.portfolio.portfolio",
    "Project": "optimizer.portfolio.project",
    "Skill": "optimizer.portfolio.people",
    "SolveStatus": "optimizer.plan",
    "Tier": "optimizer.plan",
    "check": "optimizer.plan",
    "complete": "optimizer.plan",
    "measure": "optimizer.plan",
    "solve": "optimizer.solving",
}

__all__ = [
    "Calendar",
    "Control",
    "Demand",
    "Engineer",
    "Goals",
    "Limits",
    "Measure",
    "MeasureLimit",
    "Outcome",
    "Package",
    "Plan",
    "Portfolio",
    "Project",
    "Skill",
    "SolveStatus",
    "Tier",
    "check",
    "complete",
    "measure",
    "solve",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
