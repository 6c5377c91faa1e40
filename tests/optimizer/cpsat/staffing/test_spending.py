"""What a staffing spends at own rates, facts included."""

from decimal import Decimal

import pytest

from optimizer.cpsat.staffing.spending import within_budgets
from optimizer.portfolio.resources import Budget
from optimizer.problem.compiling import compile_problem
from optimizer.problem.schedule import Run, Schedule
from tests.optimizer.plan.tiny import engineer, plan, pool, portfolio, week

ANN, BEN = 0, 1


def overspent():
    """A running pool on which Ann spent 400 of 100 before now; Ben costs nothing."""
    work = portfolio(
        pool("A", hours=80, duration=2),
        people=[engineer("Ann", cost_per_hour=Decimal(10)), engineer("Ben")],
        budgets=(Budget(id="hours", basis="person_rates", total=Decimal(100)),),
        now=week(1),
    )
    baseline = plan({"A": (0, 2)}, {("A", "Ann"): {0: 40}, ("A", "Ben"): {1: 40}})
    return compile_problem(work, baseline)


@pytest.mark.parametrize(
    ("person", "kept"),
    [
        pytest.param(BEN, True, id="nothing is added"),
        pytest.param(ANN, False, id="more is spent"),
    ],
)
def test_a_budget_overspent_before_now_stands_as_long_as_nothing_is_added(person, kept):
    problem = overspent()
    schedule = Schedule((True,), {0: Run(0, 2, 0)})
    assert within_budgets(problem, schedule, {(0, 0, person, 1): 4000}) is kept
