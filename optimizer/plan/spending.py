"""Money by project and period, on each basis that a budget can have.

Amounts are in millionths of money, so that hours in hundredths times rates in
ten-thousandths are whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.units import (
    HUNDRED,
    TEN_THOUSAND,
    hundredths,
    part,
    rounded,
    ten_thousandths,
)
from optimizer.portfolio.resources import BudgetBasis
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.resources import Budget
    from optimizer.portfolio.work import Demand


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """What one budget is used by, in all or in one quarter, in money.

    Attributes
    ----------
    quarter
        ``2026-Q1``; None for the total.
    spent_before_now
        The part of `used` that is fact.
    """

    budget: str
    quarter: str | None
    limit: Decimal
    used: Decimal
    spent_before_now: Decimal


def budget_use(ledger: Ledger) -> Iterator[BudgetUse]:
    """Yield the use of every limit of every budget, in the order of the portfolio."""
    for budget in ledger.portfolio.budgets:
        spent = spending(ledger, budget)
        if budget.total is not None:
            yield _use(ledger, budget.id, None, budget.total, spent)
        for quarter, limit in sorted(budget.quarters.items()):
            within: Counter[int] = Counter(
                {
                    p: m
                    for p, m in spent.items()
                    if ledger.timeline.quarter(p) == quarter
                }
            )
            yield _use(ledger, budget.id, quarter, limit, within)


def spending(ledger: Ledger, budget: Budget) -> Counter[int]:
    """Return period → millionths of money that a budget is used by."""
    spent: Counter[int] = Counter()
    for project in ledger.portfolio.projects:
        if _counts(budget, project):
            for period, money in _of_project(ledger, budget.basis, project):
                spent[period] += money
    return spent


def _use(
    ledger: Ledger,
    budget: str,
    quarter: str | None,
    limit: Decimal,
    spent: Counter[int],
) -> BudgetUse:
    before = sum(money for period, money in spent.items() if period < ledger.now)
    return BudgetUse(
        budget=budget,
        quarter=quarter,
        limit=limit,
        used=Decimal(sum(spent.values())).scaleb(-6),
        spent_before_now=Decimal(before).scaleb(-6),
    )


def _counts(budget: Budget, project: Project) -> bool:
    if budget.project is not None and budget.project != project.id:
        return False
    return budget.objective is None or budget.objective in project.objectives


def _of_project(
    ledger: Ledger, basis: BudgetBasis, project: Project
) -> Iterator[tuple[int, int]]:
    if basis is BudgetBasis.STATED:
        yield from _stated(ledger, project)
        return
    for run in ledger.runs_of[project.id]:
        if basis is BudgetBasis.ROLE_RATES:
            yield from _at_role_rates(ledger, run)
        else:
            yield from _at_person_rates(ledger, run)


def _stated(ledger: Ledger, project: Project) -> Iterator[tuple[int, int]]:
    """Spread the stated cost over the project's periods.

    A selected project without packages spends it at once, *now*.
    """
    if project.id not in ledger.selected:
        return
    runs = ledger.runs_of[project.id]
    start = min((run.start for run in runs), default=ledger.now)
    end = max((run.end for run in runs), default=ledger.now)
    cost = hundredths(project.stated_cost)
    for period, money in _spread(cost, start, end):
        yield period, money * TEN_THOUSAND


def _at_role_rates(ledger: Ledger, run: Run) -> Iterator[tuple[int, int]]:
    for demand in run.mode.demands:
        cost = role_cost(ledger, run, demand)
        for period, money in _spread(cost, run.start, run.end):
            yield period, money * HUNDRED


def _at_person_rates(ledger: Ledger, run: Run) -> Iterator[tuple[int, int]]:
    for _, person, hours in run.posts:
        rate = ledger.directory.people[person].cost_per_hour
        if rate is not None:
            for period, worked in hours.items():
                yield period, worked * ten_thousandths(rate)


def role_cost(ledger: Ledger, run: Run, demand: Demand) -> int:
    """Return the planned cost of a demand at its role rate, in ten-thousandths."""
    rate = ten_thousandths(ledger.portfolio.role_rates.get(demand.skill, Decimal(0)))
    if run.staffing is Staffing.FIXED_TEAM:
        hours, unit = standard_hours(ledger, run, demand)
        return rounded(hours * rate, unit)
    productive = TEN_THOUSAND - ten_thousandths(ledger.portfolio.standard_bau_share)
    effort = hundredths(demand.effort)
    return rounded(effort * rate * TEN_THOUSAND, HUNDRED * productive)


def standard_hours(ledger: Ledger, run: Run, demand: Demand) -> tuple[int, int]:
    """Return contract hours of a fixed team's demand as numerator and denominator.

    Headcount × share × duration × standard hours of a period.
    """
    week = hundredths(ledger.portfolio.standard_week)
    share = (demand.headcount or 1) * ten_thousandths(demand.share)
    hours = share * (run.mode.duration or 0) * week
    return hours, TEN_THOUSAND * HUNDRED * ledger.timeline.periods_of_weeks(1)


def _spread(total: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield each period with its part; all of it at the start where there is none."""
    if start >= end:
        yield start, total
    for k in range(end - start):
        yield start + k, part(total, k, end - start)
