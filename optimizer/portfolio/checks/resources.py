"""Budgets, floors and rates say enough to be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.checks.places import (
    error,
    placed_demands,
    placed_people,
    warning,
)
from optimizer.portfolio.resources import BudgetBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio


def floors_of_one_kind(portfolio: Portfolio) -> Iterator[Issue]:
    """A floor asks for people or for hours."""
    for floor in portfolio.floors:
        if (floor.people is None) == (floor.hours is None):
            found = "neither" if floor.people is None else "both"
            yield error(
                "floor_kind",
                f"floors/{floor.id}",
                f"needs exactly one of people and hours, found {found}.",
            )


def budgets_with_amounts(portfolio: Portfolio) -> Iterator[Issue]:
    """A budget has a total or quarters, and one scope."""
    for budget in portfolio.budgets:
        where = f"budgets/{budget.id}"
        if budget.total is None and not budget.quarters:
            yield error("budget_amount", where, "has neither a total nor quarters.")
        if budget.project is not None and budget.objective is not None:
            yield error(
                "budget_scope", where, "names a project and an objective; keep one."
            )


def priced_skills(portfolio: Portfolio) -> Iterator[Issue]:
    """Where a budget counts role rates, every demanded skill has one."""
    if not _counts(portfolio, BudgetBasis.ROLE_RATES):
        return
    asked: dict[str, str] = {}
    for where, _, _, demand in placed_demands(portfolio):
        asked.setdefault(demand.skill, where)
    for skill, where in asked.items():
        if skill not in portfolio.role_rates:
            yield warning(
                "missing_rate",
                where,
                f"skill {skill!r} has no role rate and costs 0 in budgets; add it to "
                "role_rates.",
            )


def priced_people(portfolio: Portfolio) -> Iterator[Issue]:
    """Where a budget counts person rates, every person has one."""
    if not _counts(portfolio, BudgetBasis.PERSON_RATES):
        return
    for where, person in placed_people(portfolio):
        if person.cost_per_hour is None:
            yield warning(
                "missing_rate",
                where,
                "has no cost_per_hour and costs 0 in budgets of person rates.",
            )


def _counts(portfolio: Portfolio, basis: BudgetBasis) -> bool:
    return any(budget.basis is basis for budget in portfolio.budgets)
