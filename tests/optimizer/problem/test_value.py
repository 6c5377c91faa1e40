"""What projects deliver, as the engines see it, against the checker's measure."""

import pytest

from optimizer.bounds.relaxation import value_bound
from optimizer.cpsat.goals import tier_expression
from optimizer.cpsat.model import build_model
from optimizer.plan import Goals, Measure, measure
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.work import Progress
from optimizer.problem.compiling import compile_problem
from tests.optimizer.cpsat.deciding import solved
from tests.optimizer.plan.tiny import FIRST, fixed, plan, portfolio, project, week

LONG = Calendar(start=FIRST, horizon=80)


def done(first, due, **fields):
    """A project of one package that was done in a week before the timeline."""
    progress = Progress(status="done", started=week(first), finished=week(first))
    worth = {"value": 100, "delay_cost": 5, "due": week(due), **fields}
    return portfolio(project("P", fixed("A", 1, progress=progress), **worth), now=FIRST)


@pytest.mark.parametrize(
    ("first", "due", "value"),
    [
        pytest.param(-4, -6, 90, id="two weeks late"),
        pytest.param(-4, -4, 100, id="on time"),
        pytest.param(-40, -60, 0, id="worth nothing by then"),
    ],
)
def test_a_project_that_ended_before_the_timeline_delivers_what_it_did(
    first, due, value
):
    work = done(first, due)
    assert measure(plan({"A": (first, 1)}), work).value == value
    assert set(compile_problem(work).projects[0].delivered) == {value * 100}


def most_value(problem):
    """The best value that the exact model knows."""
    variables = build_model(problem)
    tier = tier_expression(variables, Goals.single(Measure.NET_VALUE).tiers[0])
    variables.model.minimize(tier.linear)
    solver, possible = solved(variables)
    assert possible
    return tier.natural(round(solver.objective_value))


def test_model_and_relaxation_know_it_too():
    problem = compile_problem(done(-4, -6))
    assert most_value(problem) == 90
    assert value_bound(problem, 10) == 9000


def test_a_project_overdue_before_a_long_timeline_may_still_end_on_its_last_day():
    work = portfolio(
        project(
            "P",
            fixed("A", 1, earliest=week(79)),
            value=500,
            due=week(-2),
            delay_cost=1,
            mandatory=True,
        ),
        timeline=LONG,
    )
    measured = measure(plan({"A": (79, 1)}), work).value
    assert most_value(compile_problem(work)) == measured == 419
