"""The whole model and the checker allow the same."""

from dataclasses import replace

import pytest

from benchmarks.fuzz.cases import case_of_seed
from optimizer.cpsat.cuts import Cuts
from optimizer.cpsat.extraction import extract
from optimizer.cpsat.model import build_model
from optimizer.cpsat.solver import Effort, call
from optimizer.decoding import decode
from optimizer.plan.check import check
from optimizer.plan.complete import as_planned
from optimizer.plan.effort import Control
from optimizer.problem.compiling import compile_problem
from optimizer.search.schedule_generation import greedy
from tests.optimizer.cpsat.deciding import fixed_to, solved

SEEDS = range(40_000, 40_040)


def accepted(case, problem, schedule):
    plan = decode(problem, case.portfolio, schedule, case.baseline)
    return check(plan, case.portfolio, case.baseline, case.now).accepted


def compiled(seed):
    case = case_of_seed(seed)
    if case.baseline is not None:
        case = replace(case, baseline=as_planned(case.baseline, case.portfolio))
    return case, compile_problem(case.portfolio, case.baseline, case.now)


def greedy_plans():
    """Cases of seeds in which the greedy search finds something."""
    for seed in SEEDS:
        case, problem = compiled(seed)
        schedule = greedy(problem, "value", 0, 0.0)
        if schedule is not None and accepted(case, problem, schedule):
            yield seed, problem, schedule


def test_redundant_rows_and_all_others_allow_what_the_checker_accepts():
    refused = [
        seed
        for seed, problem, schedule in greedy_plans()
        if not solved(fixed_to(build_model(problem), schedule))[1]
    ]
    assert refused == []


def test_the_greedy_search_finds_enough_to_compare():
    assert len(list(greedy_plans())) > len(SEEDS) / 2


@pytest.mark.parametrize("seed", range(41_000, 41_020))
@pytest.mark.parametrize("redundant", [False, True])
def test_a_solution_is_a_plan_or_teaches_a_cut(seed, redundant):
    case, problem = compiled(seed)
    variables = build_model(problem, redundant=redundant)
    variables.model.maximize(sum(variables.selected))
    answer = call(variables.model, Effort(60, 1, 0, 1.0), Control().stop)
    if not answer.values:
        return
    cuts = Cuts(variables)
    schedule = cuts.staffed(extract(variables, answer.values))
    if schedule is None or not accepted(case, problem, schedule):
        if schedule is not None:
            cuts.refuse(schedule, proven=False)
        assert cuts.apply()
        answer = call(
            fixed_to(variables, extract(variables, answer.values)).model,
            Effort(60, 1, 0),
            Control().stop,
        )
        assert not answer.values
