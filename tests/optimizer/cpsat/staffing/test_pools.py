"""Named staffing of pools with all dates and teams fixed."""

from decimal import Decimal

import pytest

from optimizer.cpsat.staffing.pools import (
    Obstacle,
    Staffed,
    Unstaffable,
    shortages,
    staff_pools,
)
from optimizer.portfolio.people import Skill
from optimizer.portfolio.resources import Budget, Floor
from optimizer.portfolio.work import PackageLocks
from optimizer.problem.compiling import compile_problem
from optimizer.problem.schedule import Run, Schedule
from tests.optimizer.plan.tiny import demand, engineer, fixed, plan, pool, portfolio


def scheduled(problem, starts, teams=None):
    """A schedule of all packages at these starts; teams of fixed ones by package."""
    runs = {
        index: Run(
            starts[package.id],
            package.ways[0].longest,
            0,
            (teams or {}).get(package.id, ()),
        )
        for index, package in enumerate(problem.packages)
    }
    return Schedule(tuple(True for _ in problem.projects), runs)


def staffed(work, starts, teams=None, baseline=None):
    problem = compile_problem(work, baseline)
    return staff_pools(problem, scheduled(problem, starts, teams))


def hours(answer):
    """(package, person, period) → hours."""
    assert isinstance(answer, Staffed)
    return {(i, p, t): h / 100 for (i, _, p, t), h in answer.pool_hours.items()}


def test_every_period_gets_the_hours_that_the_pool_rule_gives_it():
    answer = hours(
        staffed(portfolio(pool("A", hours=50, duration=3), people=["Ann"]), {"A": 2})
    )
    assert answer == {(0, 0, 2): 16.66, (0, 0, 3): 16.67, (0, 0, 4): 16.67}


def test_the_same_person_goes_on_where_two_could_do_it():
    answer = hours(staffed(portfolio(pool("A", hours=80, duration=4)), {"A": 0}))
    assert len({person for _, person, _ in answer}) == 1


def test_who_has_team_hours_leaves_the_pool_to_others():
    work = portfolio(fixed("T", 2), pool("A", hours=80, duration=2))
    answer = hours(staffed(work, {"T": 0, "A": 0}, {"T": ((0, 0),)}))
    assert {person for _, person, _ in answer} == {1}


def test_too_many_hours_are_named_with_everybody_who_could_do_them():
    work = portfolio(
        pool("A", hours=60, duration=1, asks=[demand("dev", effort=60)]),
        pool("B", hours=30, duration=1, asks=[demand("test", effort=30)]),
        people=[engineer("Ann", "dev"), engineer("Ben", "test")],
    )
    answer = staffed(work, {"A": 0, "B": 0})
    assert answer == Unstaffable(0, Obstacle.HOURS, ((0, 0),), (0,), 6000, 4000)


def test_a_shortage_reaches_everybody_through_whom_hours_could_pass():
    work = portfolio(
        pool("A", duration=1, asks=[demand("dev", effort=60)]),
        pool("B", duration=1, asks=[demand("test", effort=30)]),
        people=[engineer("Ann", "dev"), engineer("Ben", "dev", "test")],
    )
    problem = compile_problem(work)
    (found,) = shortages(problem, scheduled(problem, {"A": 3, "B": 3}))
    assert (found.period, found.people, found.needed, found.free) == (
        3,
        (0, 1),
        9000,
        8000,
    )
    assert set(found.pieces) == {(0, 0), (1, 0)}


def test_hours_that_suffice_have_no_shortage():
    problem = compile_problem(portfolio(pool("A", hours=160, duration=2)))
    assert shortages(problem, scheduled(problem, {"A": 0})) == ()


def test_a_parallel_limit_is_an_obstacle_of_its_own():
    work = portfolio(
        pool("A", 10, 1), pool("B", 10, 1), people=[engineer("Ann", max_packages=1)]
    )
    answer = staffed(work, {"A": 0, "B": 0})
    assert isinstance(answer, Unstaffable)
    assert answer.obstacle is Obstacle.LIMITS


def test_a_parallel_limit_is_kept_by_sharing_the_work():
    work = portfolio(
        *(pool(name, 10, 1) for name in "ABCD"),
        people=[engineer("Ann", max_packages=2), engineer("Ben", max_packages=2)],
    )
    answer = hours(staffed(work, dict.fromkeys("ABCD", 0)))
    for person in (0, 1):
        assert len({package for package, who, _ in answer if who == person}) == 2


def test_overtime_is_used_last():
    people = [
        engineer("Ann", overtime_limit=Decimal("0.5"), cost_per_hour=1),
        engineer("Ben", cost_per_hour=90),
    ]
    answer = hours(staffed(portfolio(pool("A", 70, 1), people=people), {"A": 0}))
    assert answer == {(0, 0, 0): 40.0, (0, 1, 0): 30.0}


def test_overtime_is_used_where_nothing_else_is_left():
    people = [engineer("Ann", overtime_limit=Decimal("0.5"))]
    answer = hours(staffed(portfolio(pool("A", 60, 1), people=people), {"A": 0}))
    assert answer == {(0, 0, 0): 60.0}


def test_the_cheaper_of_two_newcomers_gets_the_hours():
    people = [engineer("Ann", cost_per_hour=90), engineer("Ben", cost_per_hour=50)]
    answer = hours(staffed(portfolio(pool("A", 30, 1), people=people), {"A": 0}))
    assert answer == {(0, 1, 0): 30.0}


def test_who_is_on_it_in_the_running_plan_stays_although_dearer():
    people = [engineer("Ann", cost_per_hour=90), engineer("Ben", cost_per_hour=50)]
    running = plan({"A": (2, 1)}, {("A", "Ann"): {2: 30}})
    answer = hours(
        staffed(portfolio(pool("A", 30, 1), people=people), {"A": 2}, baseline=running)
    )
    assert answer == {(0, 0, 2): 30.0}


def test_a_floor_of_people_keeps_somebody_free():
    floor = Floor(id="F", skill="dev", people=1)
    answer = hours(
        staffed(
            portfolio(pool("A", 20, 1), pool("B", 20, 1), floors=(floor,)),
            {"A": 0, "B": 0},
        )
    )
    assert len({person for _, person, _ in answer}) == 1


def test_a_floor_of_people_that_leaves_too_little_is_an_obstacle():
    floor = Floor(id="F", skill="dev", people=1)
    answer = staffed(portfolio(pool("A", 50, 1), floors=(floor,)), {"A": 0})
    assert isinstance(answer, Unstaffable)
    assert answer.obstacle is Obstacle.LIMITS


def test_a_floor_of_hours_moves_work_to_people_outside_it():
    people = [engineer("Ann", "dev", "lead"), engineer("Ben", "dev")]
    floor = Floor(id="F", skill="lead", hours=30)
    work = portfolio(pool("A", 50, 1), people=people, floors=(floor,))
    answer = hours(staffed(work, {"A": 0}))
    assert answer[0, 0, 0] == pytest.approx(10)


def test_a_person_locked_on_a_pool_has_hours_in_it():
    people = [engineer("Ann", cost_per_hour=90), engineer("Ben", cost_per_hour=50)]
    locked = pool("A", 60, 2, locks=PackageLocks(must=("Ann",)))
    answer = hours(staffed(portfolio(locked, people=people), {"A": 0}))
    assert any(person == 0 and amount > 0 for (_, person, _), amount in answer.items())


def test_a_locked_person_who_is_elsewhere_is_an_obstacle():
    locked = pool("A", 30, 1, locks=PackageLocks(must=("Ann",)))
    answer = staffed(
        portfolio(fixed("T", 1), locked), {"T": 0, "A": 0}, {"T": ((0, 0),)}
    )
    assert isinstance(answer, Unstaffable)
    assert answer.obstacle is Obstacle.LIMITS


def test_a_budget_at_own_rates_outweighs_staying_together():
    people = [engineer("Ann", cost_per_hour=90), engineer("Ben", cost_per_hour=50)]
    budget = Budget(id="B", basis="person_rates", total=1500)
    running = plan({"A": (2, 1)}, {("A", "Ann"): {2: 30}})
    work = portfolio(pool("A", 30, 1), people=people, budgets=(budget,))
    answer = hours(staffed(work, {"A": 2}, baseline=running))
    assert answer == {(0, 1, 2): 30.0}


def test_a_budget_at_own_rates_that_nobody_is_cheap_enough_for_is_an_obstacle():
    people = [engineer("Ann", cost_per_hour=90)]
    budget = Budget(id="B", basis="person_rates", total=1500)
    answer = staffed(
        portfolio(pool("A", 30, 1), people=people, budgets=(budget,)), {"A": 0}
    )
    assert isinstance(answer, Unstaffable)
    assert answer.obstacle is Obstacle.BUDGETS


def test_only_people_fast_enough_serve_a_pool():
    slow = engineer("Ann", skills={"dev": Skill(speed=Decimal("0.5"))})
    answer = hours(staffed(portfolio(pool("A", 30, 1), people=[slow, "Ben"]), {"A": 0}))
    assert answer == {(0, 1, 0): 30.0}
