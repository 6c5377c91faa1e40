import subprocess
import sys

import pytest

from optimizer.bounds.highs import Ending, Model
from optimizer.bounds.linear import Linear


def two_columns(*, whole=False):
    """−x − 2y over x + y ≤ 3.5, x ≤ 3, y ≤ 2: x = 1.5, y = 2."""
    model = Model("test")
    x, y = model.column(0, 3, whole=whole), model.column(0, 2, whole=whole)
    model.at_most(Linear([(x, 1), (y, 1)]), 3.5)
    model.minimise(Linear([(x, -1), (y, -2)], constant=10))
    return model, x, y


@pytest.mark.parametrize("interior", [False, True])
def test_a_continuous_model_is_solved_and_its_prices_prove_the_bound(interior):
    model, _, _ = two_columns()
    answer = model.solve(10, interior=interior)
    assert answer.ending is Ending.OPTIMAL
    assert answer.objective == pytest.approx(4.5)
    assert answer.values == pytest.approx((1.5, 2))
    assert answer.bound == pytest.approx(4.5)


def test_whole_columns_take_whole_values():
    model, _, _ = two_columns(whole=True)
    answer = model.solve(10)
    assert (answer.ending, answer.objective) == (Ending.OPTIMAL, pytest.approx(5))


def test_an_equation_holds():
    model, x, y = two_columns()
    model.equal(Linear([(x, 1), (y, -1)]))
    assert model.solve(10).values == pytest.approx((1.75, 1.75))


def test_a_model_can_be_solved_again_with_more_rows_and_another_cost():
    model, _, y = two_columns()
    model.solve(10)
    model.at_most(Linear([(y, 1)]), 1)
    model.minimise(Linear([(y, -1)]))
    assert model.solve(10).values[y] == pytest.approx(1)
    assert model.size == (2, 2)


def test_what_contradicts_itself_is_infeasible():
    model, x, _ = two_columns()
    model.at_most(Linear([(x, -1)]), -4)
    assert model.solve(10).ending is Ending.INFEASIBLE


def test_a_row_without_columns_is_not_forgotten():
    model, _, _ = two_columns()
    model.at_most(Linear(constant=1))
    assert model.solve(10).ending is Ending.INFEASIBLE


@pytest.mark.parametrize(
    ("constant", "ending"), [(0, Ending.OPTIMAL), (1, Ending.INFEASIBLE)]
)
def test_a_model_without_columns_is_no_mystery(constant, ending):
    model = Model("empty")
    model.at_most(Linear(constant=constant))
    assert model.solve(10).ending is ending


def test_no_time_is_no_proof():
    model = Model("knapsack")
    sizes = [(37 * k) % 101 + 20 for k in range(60)]
    columns = [model.column(0, 1, whole=True) for _ in sizes]
    size = Linear(zip(columns, sizes, strict=True))
    model.at_most(size, sum(sizes) / 2)
    model.minimise(Linear().add(size, -1))
    assert model.solve(0).ending in {Ending.UNKNOWN, Ending.FEASIBLE}


@pytest.mark.parametrize(
    "order",
    [
        ("highspy", "ortools.sat.python.cp_model"),
        ("ortools.sat.python.cp_model", "highspy"),
    ],
)
def test_both_solvers_load_and_run_in_one_process_in_either_order(order):
    script = f"""
import importlib
for name in {order!r}:
    importlib.import_module(name)
from ortools.sat.python import cp_model
from optimizer.bounds.highs import Model
from optimizer.bounds.linear import Linear
model = Model("test")
column = model.column(0, 3)
model.minimise(Linear([(column, -1)]))
print(model.solve(10).objective)
model = cp_model.CpModel()
model.maximize(model.new_int_var(0, 3, "x"))
solver = cp_model.CpSolver()
solver.parameters.num_workers = 1
solver.solve(model)
print(solver.objective_value)
"""
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (told.stdout.split(), told.returncode) == (["-3.0", "3.0"], 0), told.stderr
