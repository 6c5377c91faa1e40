"""A plan with every hour that it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.ledger import Ledger
from optimizer.plan.units import in_hundredths

if TYPE_CHECKING:
    from datetime import date

    from optimizer.plan.plan import Assignment, Plan
    from optimizer.portfolio.portfolio import Portfolio


def complete(
    plan: Plan,
    portfolio: Portfolio,
    baseline: Plan | None = None,
    now: date | None = None,
) -> Plan:
    """Return the plan with the hours filled in that its assignments leave out.

    Teams get the hours that their staffing prescribes, people in a pool equal
    parts of each period's hours as far as their capacity reaches. Started packages
    get the baseline's hours before *now*. Hours that are stated stay as they are.

    Raises
    ------
    InvalidPlan
        If the plan names things that the portfolio does not have.
    """
    ledger = Ledger(plan, portfolio, baseline, now)
    rows = tuple(_completed(ledger, row) for row in plan.assignments)
    return plan.replace(assignments=rows)


def _completed(ledger: Ledger, row: Assignment) -> Assignment:
    run = ledger.runs.get(row.package)
    if row.hours is not None or run is None:
        return row
    worked = run.people[row.demand][row.engineer]
    hours = {
        ledger.timeline.first_day(period): in_hundredths(amount)
        for period, amount in sorted(worked.items())
    }
    return row.replace(hours=hours)
