"""Facilities, stocks and budgets in the relaxation."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from optimizer.bounds.claims import PROFICIENT
from optimizer.bounds.linear import Linear
from optimizer.problem.problem import BudgetBasis, Staffing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.bounds.highs import Model
    from optimizer.bounds.selection import Selection
    from optimizer.bounds.steps import Steps
    from optimizer.problem.problem import Budget, Package, Problem, Way

MILLIONTHS_OF_HUNDREDTHS = 10_000
MILLIONTHS_OF_TEN_THOUSANDTHS = 100


def add_facilities(model: Model, problem: Problem, steps: Sequence[Steps]) -> None:
    """Keep the units in use within capacity, from *now* on."""
    users: defaultdict[tuple[int, int], Linear] = defaultdict(Linear)
    for package, own in zip(problem.packages, steps, strict=True):
        for option in own.options:
            for facility, units in package.ways[option.choice.way].uses:
                for period in option.span:
                    users[facility, period].add(option.running(period), units)
    for (facility, period), in_use in users.items():
        if period >= problem.now:
            model.at_most(in_use, problem.facilities[facility].capacity[period])


def add_stocks(model: Model, problem: Problem, steps: Sequence[Steps]) -> None:
    """Keep what selected packages consume within the stocks.

    What has started may have consumed more than there is; nothing else may then.
    """
    consumed = [Linear() for _ in problem.stocks]
    for package, own in zip(problem.packages, steps, strict=True):
        for option in own.options:
            for stock, amount in package.ways[option.choice.way].consumes:
                consumed[stock].put(option.taken, amount)
    before = consumed_before_now(problem)
    for number, used in enumerate(consumed):
        model.at_most(used, max(problem.stocks[number].amount, before[number]))


def consumed_before_now(problem: Problem) -> Counter[int]:
    """Return stock → what packages have consumed that started and go on."""
    before: Counter[int] = Counter()
    for package in problem.packages:
        started = package.started
        if started is not None and not problem.projects[package.project].barred:
            before.update(dict(package.ways[started.way].consumes))
    return before


def add_budgets(
    model: Model,
    problem: Problem,
    steps: Sequence[Steps],
    selection: Selection,
) -> None:
    """Keep the least cost of what is selected within totals.

    Windows shorter than the timeline are left out.
    """
    for budget in problem.budgets:
        totals = [
            window.amount
            for window in budget.windows
            if window.first <= problem.now and window.end > problem.horizon
        ]
        if not totals:
            continue
        spent = Linear()
        for project in dict.fromkeys(budget.projects):
            if budget.basis is BudgetBasis.STATED:
                some = problem.projects[project]
                cost = 0 if some.running else some.stated_cost
                spent.add(selection.of(project), cost * MILLIONTHS_OF_HUNDREDTHS)
                continue
            for number in problem.projects[project].packages:
                package = problem.packages[number]
                for option in steps[number].options:
                    way = package.ways[option.choice.way]
                    least = _least_cost(problem, budget, package, way)
                    spent.put(option.taken, least)
        # In whole units of money: HiGHS does not like rows of 10^12.
        model.at_most(Linear().add(spent, 1e-6), min(totals) * 1e-6)


def _least_cost(problem: Problem, budget: Budget, package: Package, way: Way) -> float:
    """Return what a way costs at least, in millionths of money."""
    if package.started is not None:
        return 0
    if budget.basis is BudgetBasis.ROLE_RATES:
        return sum(d.role_cost for d in way.demands) * MILLIONTHS_OF_TEN_THOUSANDTHS
    if way.staffing is Staffing.FIXED_TEAM:
        return 0
    cost = 0.0
    for demand in way.demands:
        speeds = demand.speeds
        if way.staffing is Staffing.POOL:
            speeds = (PROFICIENT,) * len(demand.qualified)
        rates = [
            (problem.people[person].rate or 0) * PROFICIENT / speed
            for person, speed in zip(demand.qualified, speeds, strict=True)
        ]
        cost += demand.effort * min(rates, default=0)
    return cost
