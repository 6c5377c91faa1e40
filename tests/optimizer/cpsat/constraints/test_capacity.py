"""Nobody works more hours in a period than they have, overtime included."""

from decimal import Decimal

import pytest

from optimizer.cpsat.constraints import capacity
from optimizer.cpsat.constraints.capacity import add_hall_set, demand_sets
from optimizer.portfolio.people import Offer
from optimizer.portfolio.work import Progress
from optimizer.problem.compiling import compile_problem
from tests.optimizer.cpsat.deciding import decide, possible, posted, solved
from tests.optimizer.plan.tiny import (
    away,
    demand,
    engineer,
    fixed,
    pool,
    portfolio,
    week,
)


@pytest.mark.parametrize(
    ("hours", "starts", "allowed"),
    [
        pytest.param((80, 80), (0, 0), True, id="40 + 40 of 80 a week"),
        pytest.param((80, 82), (0, 0), False, id="40 + 41"),
        pytest.param((80, 82), (0, 1), False, id="one week of both"),
        pytest.param((80, 82), (0, 2), True, id="one after the other"),
    ],
)
def test_two_pools_of_two_weeks_share_two_people(hours, starts, allowed):
    pools = [pool(name, h, 2) for name, h in zip("AB", hours, strict=True)]
    starts = dict(zip("AB", starts, strict=True))
    assert possible(portfolio(*pools), capacity, starts=starts) is allowed


@pytest.mark.parametrize(("length", "allowed"), [(1, False), (2, True), (3, True)])
def test_a_longer_pool_takes_less_at_a_time(length, allowed):
    package = pool("A", asks=[demand(effort=80)], shortest=1, longest=3)
    work = portfolio(package, people=["Ann"])
    assert possible(work, capacity, starts={"A": 0}, lengths={"A": length}) is allowed


@pytest.mark.parametrize(
    ("limit", "allowed"), [(Decimal(0), False), (Decimal("0.25"), True)]
)
def test_overtime_counts(limit, allowed):
    work = portfolio(pool("A", 50, 1), people=[engineer("Ann", overtime_limit=limit)])
    assert possible(work, capacity, starts={"A": 0}) is allowed


@pytest.mark.parametrize(
    ("start", "allowed"), [(0, True), (1, False), (2, False), (3, True)]
)
def test_people_have_no_hours_while_they_are_away(start, allowed):
    people = [engineer("Ann", absences=(away(2),))]
    work = portfolio(pool("A", 20, 2), people=people)
    assert possible(work, capacity, starts={"A": start}) is allowed


@pytest.mark.parametrize(
    ("starts", "team", "allowed"),
    [((0, 0), "Ann", False), ((0, 0), "Ben", True), ((0, 2), "Ann", True)],
)
def test_teams_take_their_members_from_the_pools_they_serve(starts, team, allowed):
    people = [engineer("Ann"), engineer("Ben")]
    work = portfolio(
        fixed("A", 2),
        pool("B", 60, 2, asks=[demand(effort=60, engineers=("Ann",))]),
        people=people,
    )
    decisions = {
        "starts": dict(zip("AB", starts, strict=True)),
        "teams": {"A": (team,)},
    }
    assert possible(work, capacity, **decisions) is allowed


@pytest.mark.parametrize(("start", "allowed"), [(2, False), (3, False), (4, True)])
def test_running_teams_keep_their_hours(start, allowed):
    begun = Progress(
        status="running", started=week(0), team=[{"engineer": "Ann", "demand": "dev"}]
    )
    work = portfolio(
        fixed("A", 4, progress=begun), pool("B", 20, 2), people=["Ann"], now=week(2)
    )
    assert possible(work, capacity, starts={"B": start}) is allowed


@pytest.mark.parametrize(
    ("engaged", "allowed"),
    [(None, False), ((0, 2), True), ((0, 1), False), ((1, 3), False)],
)
def test_people_on_offer_have_hours_while_they_are_engaged(engaged, allowed):
    work = portfolio(
        pool("A", 100, 2), people=["Ann"], offers=(Offer(engineer=engineer("Zoe")),)
    )
    engagements = {} if engaged is None else {"Zoe": engaged}
    assert possible(work, capacity, starts={"A": 0}, engaged=engagements) is allowed


def three_skills():
    """Nobody is short of the people of one demand, but three demands of four."""
    people = [
        engineer("Ann", "x", "y"),
        engineer("Ben", "y", "z"),
        engineer("Cem", "z", "x"),
        engineer("Dan", "w"),
    ]
    pools = [pool(s, 45, 1, asks=[demand(s, effort=45)]) for s in ("x", "y", "z")]
    return portfolio(
        *pools, pool("w", 1, 1, asks=[demand("w", effort=1)]), people=people
    )


def test_sets_that_no_demand_names_are_added_where_they_are_broken():
    starts = dict.fromkeys("xyz", 0) | {"w": 5}
    variables = decide(posted(three_skills(), capacity), starts=starts)
    assert solved(variables)[1]
    assert add_hall_set(variables, frozenset({0, 1, 2}))
    assert not solved(variables)[1]


def test_a_set_is_posted_once():
    variables = posted(three_skills(), capacity)
    assert not add_hall_set(variables, frozenset({0, 1}))


def test_demands_and_floors_name_the_sets():
    problem = compile_problem(three_skills())
    assert demand_sets(problem) == {
        frozenset({0, 2}),
        frozenset({0, 1}),
        frozenset({1, 2}),
        frozenset({3}),
    }
