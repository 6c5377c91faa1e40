"""Budgets as integers, and what a demand costs at role rates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period
from optimizer.portfolio.work import Staffing
from optimizer.problem.problem import Budget, Window

if TYPE_CHECKING:
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Demand
    from optimizer.problem.timeline import Timeline

MILLIONTHS = 1_000_000


def standard_hours(portfolio: Portfolio) -> Fraction:
    """Return the contract hours of a standard person in one period."""
    week = Fraction(portfolio.standard_week)
    return week if portfolio.timeline.period is Period.WEEK else week / 5


def role_cost(
    portfolio: Portfolio, staffing: Staffing, demand: Demand, periods: int
) -> int:
    """Return the cost of a demand at role rates, in ten-thousandths of money.

    `periods` matters for fixed teams only, whose contract hours grow with length.
    """
    rate = Fraction(portfolio.role_rates.get(demand.skill, 0))
    if staffing is Staffing.FIXED_TEAM:
        people = (demand.headcount or 1) * Fraction(demand.share)
        hours = people * periods * standard_hours(portfolio)
    else:
        productive = 1 - Fraction(portfolio.standard_bau_share)
        hours = Fraction(demand.effort or 0) / productive
    return round(hours * rate * 10_000)


def role_rate(portfolio: Portfolio, demand: Demand) -> int:
    """Return money per hour worked at the role's rate, ten-thousandths, floored."""
    rate = Fraction(portfolio.role_rates.get(demand.skill, 0))
    return int(rate / (1 - Fraction(portfolio.standard_bau_share)) * 10_000)


def planned_effort(
    portfolio: Portfolio, staffing: Staffing, demand: Demand, periods: int
) -> int:
    """Return the effort that counts for objectives, in ten-thousandths of hours."""
    if staffing is not Staffing.FIXED_TEAM:
        return int((demand.effort or 0) * 10_000)
    people = (demand.headcount or 1) * Fraction(demand.share)
    productive = 1 - Fraction(portfolio.standard_bau_share)
    return round(people * periods * standard_hours(portfolio) * productive * 10_000)


def compile_budgets(
    portfolio: Portfolio, timeline: Timeline, project_index: dict[str, int]
) -> tuple[Budget, ...]:
    """Return every budget with its projects and the windows it limits."""
    budgets = []
    for budget in portfolio.budgets:
        projects = tuple(
            project_index[project.id]
            for project in portfolio.projects
            if (budget.project in (None, project.id))
            and (budget.objective is None or budget.objective in project.objectives)
        )
        windows = []
        if budget.total is not None:
            windows.append(_window(-(10**6), 10**6, budget.total))
        for quarter, amount in budget.quarters.items():
            first, end = _quarter(quarter, timeline)
            windows.append(_window(first, end, amount))
        budgets.append(Budget(budget.id, budget.basis, projects, tuple(windows)))
    return tuple(budgets)


def _window(first: int, end: int, amount: object) -> Window:
    return Window(first, end, int(Fraction(str(amount)) * MILLIONTHS))


def _quarter(quarter: str, timeline: Timeline) -> tuple[int, int]:
    """Return the half-open interval of periods whose first day is in a quarter."""
    year, number = int(quarter[:4]), int(quarter[-1])
    begin = date(year, 3 * number - 2, 1)
    after = date(year + number // 4, 3 * (number % 4) + 1, 1)
    return timeline.from_day(begin), timeline.from_day(after)
