from datetime import date

import pytest

from optimizer.bounds.highs import Ending
from optimizer.bounds.milp import TooLarge, solve_exactly
from optimizer.decoding import decode
from optimizer.errors import UnsupportedGoal
from optimizer.plan import Assignment, Measure, Plan, ScheduledPackage, check
from optimizer.problem.compiling import compile_problem

EFFORT = {"staffing": "effort_team"}
POOL = {"staffing": "pool"}


def fixed(name, duration, **fields):
    return {"id": name, "duration": duration, "demands": [{"skill": "java"}], **fields}


def test_the_better_of_two_projects_is_chosen(problem_of):
    projects = [
        {"id": "P", "value": 10, "packages": [fixed("a", 3)]},
        {"id": "Q", "value": 11, "packages": [fixed("b", 3)]},
    ]
    answer = solve_exactly(problem_of(projects=projects, people=["Ana"]))
    assert (answer.status, answer.value) == (Ending.OPTIMAL, 1100)
    assert answer.schedule.selected == (False, True)


def test_nothing_to_do_is_worth_nothing(problem_of):
    answer = solve_exactly(problem_of(projects=[]))
    assert (answer.status, answer.value) == (Ending.OPTIMAL, 0)


def test_makespan_counts_teams_that_share_people(problem_of):
    packages = [fixed(name, 2) for name in "abc"]
    problem = problem_of(*packages, project={"mandatory": True})
    assert solve_exactly(problem, [Measure.MAKESPAN]).value == 4


def test_an_effort_driven_team_ends_when_its_work_is_done(problem_of):
    package = {"id": "a", **EFFORT, "demands": [{"skill": "java", "effort": 100}]}
    problem = problem_of(package, project={"mandatory": True})
    answer = solve_exactly(problem, [Measure.MAKESPAN])
    assert answer.value == 2
    assert len(answer.schedule.runs[0].team) == 2


def test_pool_hours_are_found_to_the_hundredth(problem_of):
    package = {
        "id": "a",
        **POOL,
        "duration": 3,
        "demands": [{"skill": "java", "effort": 100.01}],
    }
    answer = solve_exactly(problem_of(package))
    start = answer.schedule.runs[0].start
    found = [0, 0, 0]
    for (_, _, _, period), hours in answer.schedule.pool_hours.items():
        found[period - start] += hours
    assert found == [3333, 3334, 3334]


def test_the_second_tier_is_best_among_the_best_of_the_first(problem_of):
    people = [{"id": "Ana", "overtime_limit": 0.5, "skills": {"java": {}}}]
    pool = {**POOL, "duration": 1, "demands": [{"skill": "java", "effort": 50}]}
    packages = [
        {"id": "a", **pool},
        {"id": "b", **pool, "shortest": 1, "longest": 2, "duration": None},
    ]
    problem = problem_of(*packages, people=people)
    answer = solve_exactly(problem, [Measure.NET_VALUE, Measure.OVERLOAD])
    assert answer.values == (1000, 1000)


def test_moves_and_shift_compare_with_the_running_plan(portfolio_of):
    portfolio = portfolio_of(fixed("a", 1), horizon=3)
    baseline = Plan(
        selected=("P",),
        packages=(ScheduledPackage(package="a", start=date(2026, 1, 12), periods=1),),
        assignments=(Assignment(engineer="Bo", package="a", demand="java"),),
    )
    problem = compile_problem(portfolio, baseline)
    tiers = [Measure.NET_VALUE, Measure.MAKESPAN, Measure.MOVES, Measure.SHIFT]
    answer = solve_exactly(problem, tiers)
    assert answer.values == (1000, 1, 0, 1)
    assert answer.schedule.runs[0].team == ((1, 0),)


@pytest.mark.parametrize(
    ("package", "fields"),
    [
        pytest.param(fixed("a", 5), {}, id="longer than the timeline"),
        pytest.param(fixed("a", 1, locks={"must": ["Chen"]}), {}, id="must who cannot"),
        pytest.param(
            {
                "id": "a",
                **POOL,
                "duration": 1,
                "demands": [{"skill": "java", "effort": 81}],
            },
            {},
            id="more hours than there are",
        ),
        pytest.param(
            fixed("a", 1),
            {"budgets": [{"id": "m", "total": 39}], "role_rates": {"java": 1}},
            id="more money than there is",
        ),
        pytest.param(
            fixed("a", 1),
            {"floors": [{"id": "f", "skill": "java", "people": 2}]},
            id="everybody has to be free",
        ),
        pytest.param(
            {"id": "a", "duration": 2, "uses": {"lab": 2}},
            {"facilities": [{"id": "lab", "capacity": 1}]},
            id="more units than there are",
        ),
    ],
)
def test_what_must_be_and_cannot_be_is_infeasible(problem_of, package, fields):
    chen = {"id": "Chen", "skills": {"test": {}}}
    problem = problem_of(
        package, project={"mandatory": True}, people=["Ana", "Bo", chen], **fields
    )
    assert solve_exactly(problem).status is Ending.INFEASIBLE


def test_the_plan_is_accepted_by_the_checker(portfolio_of):
    offer = {
        "engineer": {"id": "Zoe", "skills": {"java": {}}, "ramp_up": [0.5]},
        "weekly_price": 1,
    }
    packages = [
        {"id": "a", **EFFORT, "demands": [{"skill": "java", "effort": 150}]},
        {
            "id": "b",
            **POOL,
            "duration": 2,
            "demands": [{"skill": "java", "effort": 70}],
        },
        fixed("c", 1, predecessors=["a"]),
    ]
    late = {"value": 20, "due": "2026-01-16", "delay_cost": 5}
    portfolio = portfolio_of(*packages, project=late, offers=[offer])
    problem = compile_problem(portfolio)
    answer = solve_exactly(problem)
    plan = decode(problem, portfolio, answer.schedule)
    assert check(plan, portfolio).broken == ()
    # Zoe does a part of b for two weeks, so that only c makes the project late.
    assert answer.value == 1300


def test_a_portfolio_with_too_many_teams_is_refused(problem_of):
    package = {"id": "a", **EFFORT, "demands": [{"skill": "java", "effort": 100}]}
    people = [f"E{number}" for number in range(12)]
    with pytest.raises(TooLarge, match="a: too many ways"):
        solve_exactly(problem_of(package, people=people), most=1000)


def test_a_measure_that_is_not_known_is_named(problem_of):
    with pytest.raises(UnsupportedGoal, match="not handovers"):
        solve_exactly(problem_of(fixed("a", 1)), [Measure.HANDOVERS])
