"""Questions whether anything is as good as this, asked until the answer is no."""

from threading import Event

import pytest
from ortools.sat.python.cp_model import CpModel

from optimizer.cpsat.clock import Clock
from optimizer.cpsat.refutation import Refutation
from optimizer.plan.effort import Limits


class Plans:
    """Keeps the best of the plans that it is given, unless it refuses all."""

    def __init__(self, best, *, refuses=False):
        self.best = best
        self.refuses = refuses

    def accept(self, values):
        if not self.refuses:
            self.best = min(self.best, values[0])
        return not self.refuses


def refutation(plans, stop=None, units=5.0):
    """Of a model whose least value is 7, by two rows that only sum up to it."""
    model = CpModel()
    total, one, other = (model.new_int_var(0, 30, name) for name in "tab")
    model.add(total == one + other)
    model.add(one + 2 * other >= 11)
    model.add(2 * one + other >= 10)
    return Refutation(
        model=model,
        minimised=total,
        clock=Clock(Limits(deterministic=units, workers=1)),
        stop=stop or Event(),
        best=lambda: plans.best,
        accept=plans.accept,
    )


@pytest.mark.parametrize("best", [7, 8, 15, 30])
def test_the_bound_meets_the_best_once_nothing_below_is_possible(best):
    plans = Plans(best)
    assert refutation(plans).bound(0, 4.0) == 7
    assert plans.best == 7


def test_a_solution_that_is_no_plan_neither_counts_nor_refutes():
    plans = Plans(15, refuses=True)
    assert refutation(plans).bound(0, 4.0) == 7
    assert plans.best == 15


def test_the_model_itself_stays_as_it_is():
    question = refutation(Plans(15))
    before = str(question.model.proto)
    question.bound(0, 4.0)
    assert str(question.model.proto) == before


def test_nothing_is_asked_once_it_is_stopped_or_nothing_is_left():
    stop = Event()
    stop.set()
    assert refutation(Plans(15), stop).bound(3, 4.0) == 3
    assert refutation(Plans(15)).bound(3, 0.0) == 3
