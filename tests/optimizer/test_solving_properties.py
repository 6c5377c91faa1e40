"""What must hold for every portfolio, not just the ones we thought of."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from benchmarks.fuzz.cases import Case, case_of_seed
from benchmarks.fuzz.chance import SMALL
from benchmarks.fuzz.comparison import Comparison
from benchmarks.fuzz.exhaustive import best
from optimizer import Goals, Limits, Measure, SolveStatus, solve
from optimizer.portfolio.people import Engineer, Skill
from tests.strategies import tiny_cases

LIMITS = Limits(deterministic=1, workers=1, seed=0)
SHORT = Limits(deterministic=0.3, workers=1, seed=0)
NET_VALUE = Goals.single(Measure.NET_VALUE)

properties = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def solved(case, goals=NET_VALUE, limits=LIMITS):
    """Return the outcome of a case."""
    return solve(case.portfolio, goals, limits, case.baseline, case.now)


@settings(properties, max_examples=60)
@given(tiny_cases())
def test_solver_checker_measures_and_oracle_agree(case):
    outcome = solved(case)
    assert Comparison(case, NET_VALUE, outcome, best(case)).complaints() == ()


@pytest.mark.parametrize("seed", range(20_000, 20_150))
def test_they_agree_on_the_cases_of_seeds(seed):
    case = case_of_seed(seed)
    outcome = solved(case)
    assert Comparison(case, NET_VALUE, outcome, best(case)).complaints() == ()


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(2178, id="a floor of hours over the end of an effort"),
        pytest.param(3263, id="another floor of hours"),
        pytest.param(5576, id="more teams than one may work for at a time"),
        pytest.param(40_911, id="a floor that keeps every hour, with pools"),
        pytest.param(100_262, id="a floor that keeps every hour, without"),
    ],
)
def test_what_once_needed_many_rounds_of_cuts_is_proven(seed):
    case = case_of_seed(seed)
    outcome = solved(case)
    assert outcome.status is SolveStatus.OPTIMAL
    assert Comparison(case, NET_VALUE, outcome, best(case)).complaints() == ()


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(3127, id="stated costs of a running project in all"),
        pytest.param(100_735, id="stated costs of a running project in a quarter"),
        pytest.param(100_739, id="somebody leaves a running team"),
    ],
)
def test_what_cutting_alone_could_not_show_is_proven_impossible(seed):
    case = case_of_seed(seed)
    assert best(case).value is None
    assert solved(case).status is SolveStatus.INFEASIBLE


def test_the_oracle_staffs_a_pool_that_has_nothing_left_to_do():
    case = case_of_seed(409)
    assert best(case, Measure.MAKESPAN).value == 7


@pytest.mark.parametrize("seed", range(20_000, 20_030))
def test_every_tier_measures_what_the_solver_says(seed):
    case = case_of_seed(seed)
    goals = Goals.default(with_baseline=case.baseline is not None)
    assert Comparison(case, goals, solved(case, goals, SHORT), None).complaints() == ()


@pytest.mark.parametrize("seed", range(12))
def test_plans_of_larger_portfolios_are_legal_and_measure_what_the_solver_says(seed):
    case = case_of_seed(seed, SMALL)
    outcome = solved(case, NET_VALUE, SHORT)
    assert Comparison(case, NET_VALUE, outcome, None).complaints() == ()


@settings(properties, max_examples=30)
@given(tiny_cases())
def test_one_more_engineer_never_makes_the_best_plan_worse(case):
    before = solved(case)
    assume(before.status is SolveStatus.OPTIMAL)
    skilled = {skill: Skill(level=5) for skill in ("java", "test")}
    engineers = (*case.portfolio.engineers, Engineer(id="helper", skills=skilled))
    helped = Case(case.portfolio.replace(engineers=engineers), case.baseline, case.now)
    after = solved(helped)
    assume(after.status is not SolveStatus.FEASIBLE)
    assert after.measures["net_value"] >= before.measures["net_value"] - 1e-6


@settings(properties, max_examples=30)
@given(tiny_cases())
def test_the_order_of_the_file_does_not_change_the_best_value(case):
    before = solved(case)
    assume(before.status in {SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE})
    portfolio = case.portfolio
    turned = portfolio.replace(
        engineers=portfolio.engineers[::-1], projects=portfolio.projects[::-1]
    )
    after = solved(Case(turned, case.baseline, case.now))
    assume(after.status in {SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE})
    assert after.measures.get("net_value") == pytest.approx(
        before.measures.get("net_value")
    )
