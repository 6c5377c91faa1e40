"""What a project needs in all, against what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.resources import BudgetBasis
from optimizer.problem.contradictions.reason import Reason
from optimizer.problem.money import MILLIONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.problem.problem import Budget, Package, Problem


def needs_too_large(problem: Problem, project: int) -> Iterator[Reason]:
    """Yield stocks and budgets that the cheapest way of every package exceeds."""
    packages = [problem.packages[p] for p in problem.projects[project].packages]
    where = f"projects/{problem.projects[project].id}"
    for index, stock in enumerate(problem.stocks):
        past = sum(_consumed(package, index) for package in packages)
        rest = sum(_least_consumption(package, index) for package in packages)
        least = past + rest
        if rest and least > stock.amount:
            yield Reason(
                "stock_too_small",
                where,
                f"consumes {least / 100:g} of {stock.id} at least, of which there are "
                f"{stock.amount / 100:g}",
            )
    for budget in problem.budgets:
        if project not in budget.projects:
            continue
        total = _total(problem, budget)
        cost = _least_cost(problem, budget, project)
        if total is not None and cost > total:
            yield Reason(
                "budget_too_small",
                where,
                f"costs {cost / MILLIONTHS:g} at least, above the "
                f"{total / MILLIONTHS:g} of budget {budget.id}",
            )


def _consumed(package: Package, stock: int) -> int:
    """Return what a started package takes of a stock: a fact."""
    if not package.started:
        return 0
    return dict(package.ways[package.started.way].consumes).get(stock, 0)


def _least_consumption(package: Package, stock: int) -> int:
    if package.started:
        return 0
    return min((dict(way.consumes).get(stock, 0) for way in package.ways), default=0)


def _total(problem: Problem, budget: Budget) -> int | None:
    """Return the smallest limit on everything from *now* on."""
    return min(
        (
            window.amount
            for window in budget.windows
            if window.first <= problem.now and window.end > problem.horizon
        ),
        default=None,
    )


def _least_cost(problem: Problem, budget: Budget, project: int) -> int:
    """Return the least cost of a project in millionths; 0 if it has started."""
    packages = [problem.packages[p] for p in problem.projects[project].packages]
    if any(package.started for package in packages):
        return 0
    if budget.basis is BudgetBasis.STATED:
        return problem.projects[project].stated_cost * (MILLIONTHS // 100)
    if budget.basis is BudgetBasis.PERSON_RATES:
        return 0
    return sum(
        min(
            (sum(demand.role_cost for demand in way.demands) for way in package.ways),
            default=0,
        )
        for package in packages
    ) * (MILLIONTHS // 10_000)
