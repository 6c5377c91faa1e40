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
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.solving import solve

_HOMES = {
    "Control": "optimizer.plan",
    "Goals": "optimizer.plan",
    "Limits": "optimizer.plan",
    "Measure": "optimizer.plan",
    "MeasureLimit": "optimizer.plan",
    "Outcome": "optimizer.plan",
    "Plan": "optimizer.plan",
    "Portfolio": "optimizer.portfolio.portfolio",
    "SolveStatus": "optimizer.plan",
    "Tier": "optimizer.plan",
    "check": "optimizer.plan",
    "complete": "optimizer.plan",
    "measure": "optimizer.plan",
    "solve": "optimizer.solving",
}

__all__ = [
    "Control",
    "Goals",
    "Limits",
    "Measure",
    "MeasureLimit",
    "Outcome",
    "Plan",
    "Portfolio",
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
