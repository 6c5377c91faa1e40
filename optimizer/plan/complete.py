"""A plan with every hour that it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.errors import InvalidPlan
from optimizer.plan.baseline import Baseline
from optimizer.plan.directory import Directory
from optimizer.plan.ledger import Ledger
from optimizer.plan.names import unreadable_names
from optimizer.plan.units import in_hundredths
from optimizer.portfolio.issue import Issue, Severity
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from optimizer.plan.plan import Assignment, Plan
    from optimizer.plan.runs import Run
    from optimizer.portfolio.portfolio import Portfolio

KEEP = Issue(
    code="running_plan",
    where="baseline",
    message="A running plan is read by the portfolio that it was made for: keep who "
    "has left, with `last`, and what was given up, with the decision `out`.",
    severity=Severity.NOTE,
)
"""What to do about names that were there once."""


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
    return _completed(plan, ledger.runs, ledger.timeline)


def as_planned(baseline: Plan, portfolio: Portfolio) -> Plan:
    """Return a running plan with the hours that it leaves out as planned then.

    What has happened since, by progress or *now*, changes nothing.

    Raises
    ------
    InvalidPlan
        If the plan names things that the portfolio does not have.
    """
    issues = tuple(unreadable_names(baseline, Directory.of(portfolio)))
    if issues:
        unknown = any(issue.code == "unknown_reference" for issue in issues)
        raise InvalidPlan((*issues, KEEP) if unknown else issues)
    runs = Baseline.of(baseline, portfolio).runs
    return _completed(baseline, runs, Timeline(portfolio.timeline))


def _completed(plan: Plan, runs: Mapping[str, Run], timeline: Timeline) -> Plan:
    rows = tuple(
        row
        if row.hours is not None or row.package not in runs
        else _with_hours(row, runs[row.package], timeline)
        for row in plan.assignments
    )
    return plan.replace(assignments=rows)


def _with_hours(row: Assignment, run: Run, timeline: Timeline) -> Assignment:
    worked = run.people[row.demand][row.engineer]
    hours = {
        timeline.first_day(period): in_hundredths(amount)
        for period, amount in sorted(worked.items())
    }
    return row.replace(hours=hours)
