"""One call of CP-SAT, and what its status means."""

from threading import Event

import pytest
from ortools.sat.python.cp_model import CpModel

from optimizer.cpsat.solver import Effort, Ending, call, evaluate
from optimizer.errors import EngineFault

EFFORT = Effort(seconds=60, workers=1, seed=0)


def knapsack(size=8):
    """Items of growing weight and worth."""
    model = CpModel()
    items = [model.new_bool_var(f"item[{n}]") for n in range(size)]
    model.add(sum((n + 2) * item for n, item in enumerate(items)) <= 17)
    model.maximize(sum((2 * n + 3) * item for n, item in enumerate(items)))
    return model, items


def hard():
    """A crowded timetable that no second proves."""
    model = CpModel()
    starts = [model.new_int_var(0, 400, f"start[{n}]") for n in range(30)]
    lengths = [3 + (7 * n) % 17 for n in range(30)]
    spans = [
        model.new_fixed_size_interval_var(start, length, "span")
        for start, length in zip(starts, lengths, strict=True)
    ]
    model.add_cumulative(spans, [1 + (3 * n) % 5 for n in range(30)], 7)
    model.minimize(sum((1 + (5 * n) % 9) * start for n, start in enumerate(starts)))
    return model


def test_an_optimum_is_proven():
    model, items = knapsack()
    answer = call(model, EFFORT, Event())
    assert answer.ending is Ending.OPTIMAL
    worth = sum((2 * n + 3) * item for n, item in enumerate(items))
    assert evaluate(answer.values, worth) == answer.bound
    assert not answer.cut_short


def test_a_contradiction_is_infeasible_and_has_no_values():
    model, items = knapsack()
    model.add(sum(items) >= 8)
    answer = call(model, EFFORT, Event())
    assert (answer.ending, answer.values, answer.bound) == (Ending.INFEASIBLE, (), None)
    assert not answer.cut_short


def test_an_invalid_model_is_our_fault():
    model = CpModel()
    number = model.new_int_var(0, 10, "number")
    model.add_modulo_equality(number, number, 0 * number)
    with pytest.raises(EngineFault, match="invalid"):
        call(model, EFFORT, Event())


def test_a_limit_cuts_a_call_short():
    answer = call(hard(), Effort(60, 1, 0, deterministic=0.05), Event())
    assert answer.ending in {Ending.FEASIBLE, Ending.NOTHING}
    assert answer.cut_short


def test_a_call_that_is_asked_to_stop_is_not_cut_short():
    stop = Event()
    stop.set()
    answer = call(hard(), Effort(60, 1, 0), stop)
    assert answer.ending in {Ending.FEASIBLE, Ending.NOTHING}
    assert not answer.cut_short


def test_who_is_content_with_a_solution_ends_the_call():
    seen = []

    def content(values, bound):
        seen.append((values, bound))
        return False

    answer = call(hard(), Effort(60, 1, 0), Event(), on_solution=content)
    assert answer.ending is Ending.FEASIBLE
    assert not answer.cut_short
    assert len(seen) >= 1


def test_bounds_are_told_as_they_improve():
    bounds = []
    model, _ = knapsack()
    answer = call(model, EFFORT, Event(), on_bound=bounds.append)
    assert bounds[-1] == answer.bound or not bounds


def test_what_fails_in_a_callback_is_raised_after_the_search():
    model, _ = knapsack()

    def fail(values, bound):
        raise LookupError("lost")

    with pytest.raises(LookupError, match="lost"):
        call(model, EFFORT, Event(), on_solution=fail)


def test_the_same_units_and_seed_give_the_same_answer():
    for workers in (1, 4):
        effort = Effort(60, workers, 3, deterministic=0.02)
        answers = [call(hard(), effort, Event()).values for _ in range(2)]
        assert answers[0] == answers[1]


def test_expressions_are_evaluated_without_the_solver():
    model = CpModel()
    yes, number = model.new_bool_var("yes"), model.new_int_var(0, 9, "number")
    values = (1, 7)
    assert evaluate(values, 5) == 5
    assert evaluate(values, yes) == 1
    assert evaluate(values, ~yes) == 0
    assert evaluate(values, 3 * number - 2 * yes + 4) == 23
