"""What a staffing spends at own rates, against the budgets that count it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.cpsat.staffing.demand import team_loads
from optimizer.problem.problem import BudgetBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule


def within_budgets(
    problem: Problem,
    schedule: Schedule,
    pool_hours: Mapping[tuple[int, int, int, int], int],
) -> bool:
    """Return whether hours × own rates keep every budget that counts them."""
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
        sum(
            money
            for (project, period), money in spent.items()
            if project in budget.projects and window.first <= period < window.end
        )
        <= window.amount
        for budget in budgets
        for window in budget.windows
    )
