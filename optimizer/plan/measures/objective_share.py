"""Effort of selected projects that list an objective ÷ effort of all selected."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.plan.spending import standard_hours
from optimizer.plan.units import HUNDRED, hundredths
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run
    from optimizer.portfolio.work import Demand


def measured(ledger: Ledger, objective: str) -> Fraction:
    """Return a share between 0 and 1; 0 if nothing is selected."""
    return by_objective(ledger).get(objective, Fraction(0))


def by_objective(ledger: Ledger) -> dict[str, Fraction]:
    """Return objective → share, of every objective in the portfolio."""
    efforts = {project: Fraction(0) for project in ledger.directory.projects}
    for run in ledger.runs.values():
        if run.project.id in ledger.selected:
            for demand in run.mode.demands:
                efforts[run.project.id] += planned_effort(ledger, run, demand)
    total = sum(efforts.values())
    shares: dict[str, Fraction] = {}
    for project in ledger.portfolio.projects:
        for objective in dict.fromkeys(project.objectives):
            part = efforts[project.id] / total if total else Fraction(0)
            shares[objective] = shares.get(objective, Fraction(0)) + part
    return shares


def planned_effort(ledger: Ledger, run: Run, demand: Demand) -> Fraction:
    """Return person-hours of a demand; a fixed team's at standard availability."""
    if run.staffing is not Staffing.FIXED_TEAM:
        return Fraction(hundredths(demand.effort), HUNDRED)
    hours, unit = standard_hours(ledger, run, demand)
    productive = 1 - Fraction(ledger.portfolio.standard_bau_share)
    return Fraction(hours, unit) * productive
