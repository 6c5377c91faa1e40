"""Hours that a plan leaves out, filled in."""

from decimal import Decimal

import pytest

from optimizer.plan import check, complete, measure
from tests.optimizer.plan.tiny import (
    away,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    plan,
    pool,
    portfolio,
    project,
    team,
    week,
)

RUNNING = {"status": "running", "started": "2026-01-05"}


def filled(answer, work, baseline=None, now=None):
    """(Package, person, demand) → week → hours."""
    at = week(now) if isinstance(now, int) else now
    completed = complete(answer, work, baseline, at)
    return {
        (row.package, row.engineer, row.demand): {
            (day - week(0)).days / 7: float(hours) for day, hours in row.hours.items()
        }
        for row in completed.assignments
    }


def test_a_fixed_team_gets_all_its_hours():
    work = portfolio(
        fixed("A", 3, asks=[demand(share=Decimal("0.5"))]),
        people=(engineer("Ann", absences=(away(2),)),),
    )
    assert filled(plan({"A": (1, 3)}, team("A", "Ann")), work) == {
        ("A", "Ann", "dev"): {1: 20, 3: 20}
    }


def test_an_effort_driven_team_is_cut_in_its_last_period():
    work = portfolio(effort("A", Decimal("100.01")))
    assert filled(plan({"A": (1, 2)}, team("A", "Ann", "Ben")), work) == {
        ("A", "Ann", "dev"): {1: 40, 2: 10.01},
        ("A", "Ben", "dev"): {1: 40, 2: 10},
    }


def test_hours_stay_inside_a_package_that_is_too_short():
    work = portfolio(effort("A", 120))
    assert filled(plan({"A": (1, 2)}, team("A", "Ann")), work) == {
        ("A", "Ann", "dev"): {1: 40, 2: 40}
    }


def test_a_pool_is_spread_over_the_people_named():
    work = portfolio(
        pool("A", Decimal("60.02")), people=("Ann", engineer("Ben", hours_per_week=10))
    )
    assert filled(plan({"A": (0, 2)}, team("A", "Ben", "Ann")), work) == {
        ("A", "Ann", "dev"): {0: 20.01, 1: 20.01},
        ("A", "Ben", "dev"): {0: 10, 1: 10},
    }


def test_a_pool_takes_what_teams_and_stated_hours_leave():
    work = portfolio(
        pool("A", 70, 1),
        fixed("B", 1, asks=[demand(share=Decimal("0.5"))]),
        pool("C", 15, 1),
    )
    staff = team("A", "Ann", "Ben") | team("B", "Ann") | {("C", "Ben"): {0: 15}}
    hours = filled(plan(dict.fromkeys("ABC", (0, 1)), staff), work)
    assert hours["A", "Ann", "dev"] == {0: 20}
    assert hours["A", "Ben", "dev"] == {0: 25}


def test_stated_hours_of_the_same_demand_are_taken_off():
    work = portfolio(pool("A", 30, 1), people=("Ann", "Ben", "Cy"))
    staff = {("A", "Ann"): {0: 10}, ("A", "Ben"): None, ("A", "Cy"): None}
    hours = filled(plan({"A": (0, 1)}, staff), work)
    assert [hours["A", name, "dev"] for name in ("Ann", "Ben", "Cy")] == [{0: 10}] * 3
    staff = {("A", "Ann"): {0: 35}, ("A", "Ben"): None}
    assert filled(plan({"A": (0, 1)}, staff), work)["A", "Ben", "dev"] == {}


def test_pools_are_filled_in_the_order_of_the_portfolio():
    work = portfolio(pool("B", 30, 1), pool("A", 30, 1))
    staff = team("A", "Ann") | team("B", "Ann")
    hours = filled(plan({"A": (0, 1), "B": (0, 1)}, staff), work)
    assert (hours["B", "Ann", "dev"], hours["A", "Ann", "dev"]) == ({0: 30}, {0: 10})


def test_demands_of_one_pool_are_filled_one_after_the_other():
    asks = [demand(effort=30), demand(id="lead", effort=30)]
    work = portfolio(pool("A", duration=1, asks=asks))
    staff = {("A", "Ann", "lead"): None, ("A", "Ann", "dev"): None}
    hours = filled(plan({"A": (0, 1)}, staff), work)
    assert (hours["A", "Ann", "dev"], hours["A", "Ann", "lead"]) == ({0: 30}, {0: 10})


def test_overtime_counts_as_room_in_a_pool():
    work = portfolio(
        pool("A", 50, 1), people=(engineer("Ann", overtime_limit=Decimal("0.1")),)
    )
    assert filled(plan({"A": (0, 1)}, team("A", "Ann")), work) == {
        ("A", "Ann", "dev"): {0: 44}
    }


def test_who_is_overbooked_gets_nothing_more():
    work = portfolio(fixed("B", 1), pool("A", 10, 1), pool("C", 50, 1))
    staff = team("A", "Ann") | team("B", "Ann") | {("C", "Ann"): {0: 50}}
    hours = filled(plan(dict.fromkeys("ABC", (0, 1)), staff), work)
    assert hours["A", "Ann", "dev"] == {}


def test_stated_hours_stay_as_they_are():
    work = portfolio(fixed("A"))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 1}})
    assert complete(answer, work) == answer


def test_a_started_package_gets_its_hours_before_now_from_the_baseline():
    work = portfolio(effort("A", 120), pool("B", 60, 3))
    baseline = plan({"A": (0, 3), "B": (0, 3)}, team("A", "Ann") | team("B", "Ben"))
    answer = plan({"A": (0, 3), "B": (0, 3)}, team("A", "Ann") | team("B", "Ben"))

    hours = filled(answer, work, baseline, now=1)
    assert hours == {
        ("A", "Ann", "dev"): {0: 40, 1: 40, 2: 40},
        ("B", "Ben", "dev"): {0: 20, 1: 20, 2: 20},
    }
    done = filled(plan({"A": (0, 3)}, team("A", "Ann")), work, baseline, now=3)
    assert done == {("A", "Ann", "dev"): {0: 40, 1: 40, 2: 40}}


def test_without_a_baseline_a_started_package_has_no_hours_before_now():
    team_of = [{"engineer": "Ann", "demand": "dev"}]
    work = portfolio(
        fixed("A", 3, progress={**RUNNING, "team": team_of}),
        people=(engineer("Ann", absences=(away(2),)),),
    )
    assert filled(plan({"A": (0, 4)}, team("A", "Ann")), work, now=1) == {
        ("A", "Ann", "dev"): {1: 40, 3: 40}
    }


def test_hours_of_a_package_that_is_not_scheduled_stay_left_out():
    work = portfolio(project("P", bare("B")), project("Q", fixed("A")))
    completed = complete(plan({"B": (0, 2)}, team("A", "Ann")), work)
    assert completed.assignments[0].hours is None


@pytest.mark.parametrize("kind", [fixed, effort, pool])
def test_a_completed_plan_is_judged_as_before(kind):
    work = portfolio(kind("A"))
    answer = plan({"A": (0, 2)}, team("A", "Ann"))
    completed = complete(answer, work)

    assert check(answer, work).accepted
    assert check(completed, work) == check(answer, work)
    assert measure(completed, work) == measure(answer, work)


def test_room_is_what_all_packages_before_leave():
    halves = [demand(share=Decimal("0.25"))]
    work = portfolio(
        fixed("A", 1, asks=halves),
        fixed("B", 1, asks=halves),
        pool("C", 5, 1),
        pool("D", 8, 1),
        pool("E", 40, 1),
        people=(engineer("Ann", max_team_packages=2),),
    )
    staff = {(name, "Ann"): None for name in "ABCDE"}
    hours = filled(plan(dict.fromkeys("ABCDE", (0, 1)), staff), work)
    assert [hours[name, "Ann", "dev"] for name in "CDE"] == [{0: 5}, {0: 8}, {0: 7}]


def test_stated_hours_count_in_their_own_period_only():
    work = portfolio(pool("A", 60))
    staff = {("A", "Ann"): {0: 10}, ("A", "Ben"): None}
    hours = filled(plan({"A": (0, 2)}, staff), work)
    assert hours["A", "Ben", "dev"] == {0: 20, 1: 30}


def test_a_started_pool_keeps_the_hours_before_now_of_each_person():
    work = portfolio(pool("A", 60, 3))
    baseline = plan(
        {"A": (0, 3)}, {("A", "Ann"): {0: 20}, ("A", "Ben"): {1: 20, 2: 20}}
    )
    answer = plan({"A": (0, 3)}, team("A", "Ann", "Ben"))
    assert filled(answer, work, baseline, now=1) == {
        ("A", "Ann", "dev"): {0: 20, 1: 10, 2: 10},
        ("A", "Ben", "dev"): {1: 10, 2: 10},
    }
