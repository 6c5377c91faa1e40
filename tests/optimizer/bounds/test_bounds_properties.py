"""Relaxations, the exact model and the checker, on random portfolios of every rule."""

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.fuzz.cases import case_of_seed
from optimizer.bounds.makespan import least
from optimizer.bounds.milp import solve_exactly
from optimizer.bounds.relaxation import relax
from optimizer.decoding import decode
from optimizer.plan import Measure, check, measure
from optimizer.plan.complete import as_planned
from optimizer.problem.compiling import compile_problem
from tests.strategies import tiny_cases

SECONDS = 60


class Exact:
    """A case, its running plan completed, and the exact answer for it."""

    def __init__(self, case, *tiers):
        self.portfolio, self.now = case.portfolio, case.now
        self.baseline = case.baseline
        if self.baseline is not None:
            self.baseline = as_planned(self.baseline, self.portfolio)
        self.problem = compile_problem(self.portfolio, self.baseline, self.now)
        self.answer = solve_exactly(self.problem, tiers or [Measure.NET_VALUE], SECONDS)

    @property
    def judged(self):
        """The plan's broken rules that are no facts, and its measures."""
        plan = decode(self.problem, self.portfolio, self.answer.schedule, self.baseline)
        given = plan, self.portfolio, self.baseline, self.now
        return [b for b in check(*given).broken if not b.fact], measure(*given)


def agree(case):
    """Hold the exact answer against the checker, and the relaxation against it."""
    exact = Exact(case)
    relaxed = relax(exact.problem, SECONDS)
    if exact.answer.schedule is None:
        assert exact.answer.status == "infeasible"
        return
    broken, measures = exact.judged
    assert broken == []
    assert round(measures.net_value * 100) == exact.answer.value
    assert not relaxed.infeasible
    assert relaxed.bound >= exact.answer.value


@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(tiny_cases())
def test_relaxation_exact_model_and_checker_agree(case):
    agree(case)


@pytest.mark.parametrize("first", range(30_000, 30_200, 20))
def test_they_agree_on_the_cases_of_seeds(first):
    for seed in range(first, first + 20):
        agree(case_of_seed(seed))


@pytest.mark.parametrize("first", range(30_200, 30_300, 20))
def test_no_plan_is_shorter_than_the_bound_on_makespan(first):
    for seed in range(first, first + 20):
        exact = Exact(case_of_seed(seed), Measure.MAKESPAN)
        if exact.answer.schedule is not None:
            broken, measures = exact.judged
            assert broken == []
            assert measures.makespan == exact.answer.value
            assert least(exact.problem).makespan <= exact.answer.value


TIERS = (Measure.NET_VALUE, Measure.OVERLOAD, Measure.MOVES, Measure.SHIFT)


@pytest.mark.parametrize("first", range(30_300, 30_360, 20))
def test_every_tier_is_what_the_checker_measures(first):
    for seed in range(first, first + 20):
        exact = Exact(case_of_seed(seed), *TIERS)
        if exact.answer.schedule is not None:
            broken, measures = exact.judged
            assert broken == []
            assert exact.answer.values == (
                round(measures.net_value * 100),
                round(measures.overload * 100),
                round(measures.moves or 0),
                round(measures.shift or 0),
            )
