"""What may not run at the same time, as weights and a capacity."""

import pytest
from ortools.sat.python.cp_model import CpSolver

from optimizer.cpsat.model import build_model
from optimizer.cpsat.objectives.makespan import expression
from optimizer.cpsat.packing import add_packing
from optimizer.problem.compiling import compile_problem
from tests.optimizer.plan.tiny import bare, portfolio, project


@pytest.mark.parametrize(("capacity", "shortest"), [(2, 5), (3, 4), (5, 2)])
def test_packages_whose_weights_exceed_the_capacity_run_one_after_the_other(
    capacity, shortest
):
    packages = [bare("A", 2), bare("B", 2), bare("C", 1)]
    work = portfolio(project("P", *packages, mandatory=True))
    variables = build_model(compile_problem(work))
    add_packing(variables, {0: 2, 1: 2, 2: 1}, capacity)
    variables.model.minimize(expression(variables).linear)
    solver = CpSolver()
    solver.solve(variables.model)
    assert solver.objective_value == shortest
