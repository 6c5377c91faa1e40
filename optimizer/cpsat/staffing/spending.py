"""What a staffing spends at own rates, against the budgets that count it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.staffing.demand import team_loads
from optimizer.problem.problem import BudgetBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.problem.problem import Budget, Problem, Window
    from optimizer.problem.schedule import Schedule


def within_budgets(
    problem: Problem,
    schedule: Schedule,
    pool_hours: Mapping[tuple[int, int, int, int], int],
) -> bool:
    """Return whether hours × own rates keep every budget that counts them.

    What was spent before *now* breaks none, as long as nothing is added.
    """
    budgets = [b for b in problem.budgets if b.basis is BudgetBasis.PERSON_RATES]
    if not budgets:
        return True
    spent: defaultdict[tuple[int, int], int] = defaultdict(int)
    for index, run in schedule.runs.items():
        project = problem.packages[index].project
        started = problem.packages[index].started
        for past in () if started is None else started.past_costs:
            spent[project, past.period] += past.own
        for load in team_loads(problem, index, run):
            rate = problem.people[load.person].rate or 0
            spent[project, load.period] += load.hours * rate
    for (index, _, person, period), hours in pool_hours.items():
        rate = problem.people[person].rate or 0
        spent[problem.packages[index].project, period] += hours * rate
    return all(
        _kept(spent, budget, window, problem.now)
        for budget in budgets
        for window in budget.windows
    )


def _kept(
    spent: Mapping[tuple[int, int], int], budget: Budget, window: Window, now: int
) -> bool:
    """Return whether a window is kept, or overspent by facts alone.

    `spent` is (project, period) → millionths of money.
    """
    inside = {
        key: money
        for key, money in spent.items()
        if key[0] in budget.projects and window.first <= key[1] < window.end
    }
    before = sum(money for (_, period), money in inside.items() if period < now)
    return sum(inside.values()) <= max(window.amount, before)
