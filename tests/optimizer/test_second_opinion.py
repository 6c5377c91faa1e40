"""CP-SAT and the MILP, two models that share no rule, on the same portfolios."""

import pytest

from benchmarks.fuzz.cases import case_of_seed
from optimizer import Goals, Limits, Measure, SolveStatus, solve
from optimizer.bounds.milp import solve_exactly
from optimizer.plan.complete import as_planned
from optimizer.problem.compiling import compile_problem

LIMITS = Limits(deterministic=20, workers=1, seed=0)
PROVEN = {SolveStatus.OPTIMAL, SolveStatus.INFEASIBLE}


def both(case, measure):
    """Return what CP-SAT and the MILP say the best is, None if there is no plan."""
    outcome = solve(
        case.portfolio, Goals.single(measure), LIMITS, case.baseline, case.now
    )
    assert outcome.status in PROVEN
    running = case.baseline
    if running is not None:
        running = as_planned(running, case.portfolio)
    problem = compile_problem(case.portfolio, running, case.now)
    exact = solve_exactly(problem, [measure])
    assert exact.status in PROVEN
    return outcome.tiers[0].value if outcome.plan else None, exact.value


@pytest.mark.parametrize("first", range(40_600, 40_640, 10))
def test_both_find_the_same_net_value(first):
    for seed in range(first, first + 10):
        ours, theirs = both(case_of_seed(seed), Measure.NET_VALUE)
        in_hundredths = None if ours is None else round(ours * 100)
        assert in_hundredths == theirs, f"case_of_seed({seed})"


@pytest.mark.parametrize("first", range(41_000, 41_020, 10))
def test_both_find_the_same_makespan(first):
    for seed in range(first, first + 10):
        ours, theirs = both(case_of_seed(seed), Measure.MAKESPAN)
        assert ours == theirs, f"case_of_seed({seed})"
