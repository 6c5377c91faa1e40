"""Every demand of a team has as many people as it asks, each on one demand."""

import pytest

from optimizer.cpsat.constraints import teams
from optimizer.portfolio.work import PackageLocks
from tests.optimizer.cpsat.deciding import decide, possible, posted, solved
from tests.optimizer.plan.tiny import (
    demand,
    effort,
    engineer,
    fixed,
    plan,
    portfolio,
    project,
    team,
    week,
)

TRIO = ("Ann", "Ben", "Cem")


@pytest.mark.parametrize(
    ("size", "team", "allowed"),
    [
        (2, ("Ann", "Ben"), True),
        (2, ("Ann",), False),
        (2, TRIO, False),
        (3, TRIO, True),
        (1, (), False),
    ],
)
def test_a_fixed_team_has_exactly_its_headcount(size, team, allowed):
    work = portfolio(fixed("A", headcount=size), people=TRIO)
    assert possible(work, teams, teams={"A": team}) is allowed


@pytest.mark.parametrize(
    ("bounds", "team", "allowed"),
    [
        ({}, (), False),
        ({}, TRIO, True),
        ({"team_min": 2}, ("Ann",), False),
        ({"team_min": 2}, ("Ann", "Cem"), True),
        ({"team_max": 2}, TRIO, False),
        ({"team_max": 2}, ("Ben", "Cem"), True),
    ],
)
def test_an_effort_driven_team_keeps_its_sizes(bounds, team, allowed):
    work = portfolio(effort("A", asks=[demand(effort=80, **bounds)]), people=TRIO)
    assert possible(work, teams, teams={"A": team}) is allowed


def test_a_demand_without_effort_still_takes_its_team():
    work = portfolio(effort("A", asks=[demand(effort=0)]))
    assert not possible(work, teams, teams={"A": ()})


@pytest.mark.parametrize(
    ("team", "allowed"),
    [
        ({("Ann", "dev"), ("Ben", "test")}, True),
        ({("Ann", "dev"), ("Ann", "test")}, False),
        ({("Ben", "dev"), ("Ann", "test")}, True),
    ],
)
@pytest.mark.parametrize("make", [fixed, effort])
def test_nobody_is_on_two_demands_of_a_package(make, team, allowed):
    sizes = {"headcount": 1} if make is fixed else {"effort": 40}
    both = make("A", asks=[demand("dev", **sizes), demand("test", **sizes)])
    people = [engineer(name, "dev", "test") for name in ("Ann", "Ben")]
    assert possible(portfolio(both, people=people), teams, teams={"A": team}) is allowed


@pytest.mark.parametrize(
    ("must", "team", "allowed"),
    [
        (("Ann",), ("Ben",), False),
        (("Ann",), ("Ann",), True),
        (TRIO, TRIO, True),
        (TRIO, ("Ann",), False),
    ],
)
def test_who_must_be_on_is_on(must, team, allowed):
    locked = effort("A", 80, locks=PackageLocks(must=must))
    assert possible(portfolio(locked, people=TRIO), teams, teams={"A": team}) is allowed


def test_a_lock_binds_only_where_the_project_is_selected():
    locked = fixed("A", asks=[demand("test")], locks=PackageLocks(must=("Ann",)))
    work = portfolio(project("P", locked))
    assert possible(work, teams, selected=())
    assert not possible(work, teams, selected="P")


def test_what_is_not_selected_has_no_team():
    work = portfolio(project("P", fixed("A")))
    assert possible(work, teams, selected=(), teams={"A": ()})
    assert not possible(work, teams, selected=(), teams={"A": ("Ann",)})


@pytest.mark.parametrize(
    ("team_now", "allowed"),
    [(("Ann",), True), (("Ben",), False), (("Ann", "Ben"), False)],
)
def test_a_frozen_team_stays_as_it_is(team_now, allowed):
    work = portfolio(effort("A", 80), freeze_until=week(3), now=week(1))
    running = plan({"A": (2, 2)}, team("A", "Ann"))
    assert possible(work, teams, teams={"A": team_now}, baseline=running) is allowed


def test_a_frozen_team_with_somebody_who_no_longer_qualifies_is_impossible():
    work = portfolio(
        project("P", fixed("A", locks=PackageLocks(must_not=("Ann",)))),
        freeze_until=week(3),
        now=week(1),
    )
    running = plan({"A": (2, 2)}, team("A", "Ann"))
    assert not possible(work, teams, baseline=running)
    assert possible(work, teams, selected=(), baseline=running)


@pytest.mark.parametrize(("mode", "size"), [(0, 1), (1, 2)])
def test_each_mode_has_a_team_of_its_own(mode, size):
    modes = (
        {"id": "one", "duration": 4, "demands": (demand(headcount=1),)},
        {"id": "two", "duration": 2, "demands": (demand(headcount=2),)},
    )
    work = portfolio(fixed("A", None, asks=(), modes=modes), people=TRIO)
    variables = decide(posted(work, teams), modes={"A": mode})
    variables.model.maximize(sum(variables.members.values()))
    solver, _ = solved(variables)
    assert solver.objective_value == size
