"""No more money of a budget is spent in all, or in a quarter, than it has."""

from decimal import Decimal

import pytest

from optimizer.cpsat.constraints import budgets, capacity, teams
from optimizer.cpsat.constraints import effort as efforts
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.resources import Budget
from optimizer.portfolio.work import Progress
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import (
    FIRST,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    plan,
    pool,
    portfolio,
    project,
    week,
)

YEAR = Calendar(start=FIRST, horizon=30)
"""The second quarter of 2026 begins in week 13."""


def limited(basis, total=None, *, quarter=None, **scope):
    quarters = {"2026-Q2": quarter} if quarter is not None else {}
    return (Budget(id="B", basis=basis, total=total, quarters=quarters, **scope),)


@pytest.mark.parametrize(
    ("scope", "selected", "allowed"),
    [
        ({}, "P", True),
        ({}, "PQ", False),
        ({"project": "Q"}, "PQ", True),
        ({"objective": "green"}, "PQ", True),
        ({"objective": "both"}, "PQ", False),
    ],
)
def test_stated_costs_of_what_is_selected(scope, selected, allowed):
    work = portfolio(
        project("P", bare("A"), stated_cost=60, objectives=("green", "both")),
        project("Q", stated_cost=Decimal("40.01"), objectives=("both",)),
        budgets=limited("stated", 100, **scope),
    )
    assert possible(work, budgets, selected=selected) is allowed


@pytest.mark.parametrize(
    ("starts", "allowed"),
    [
        pytest.param((0, 5), True, id="all before the quarter"),
        pytest.param((9, 14), False, id="three of eight periods in it: 30 of 80"),
        pytest.param((9, 11), True, id="none in it"),
        pytest.param((10, 14), False, id="half in it"),
        pytest.param((3, 14), True, id="a fifth in it: 18"),
    ],
)
def test_stated_costs_are_spread_from_first_start_to_last_end(starts, allowed):
    """80 over the periods from the start of A to the end of B; 20 in the quarter."""
    work = portfolio(
        project("P", bare("A", 2), bare("B", 2), stated_cost=80),
        budgets=limited("stated", quarter=20),
        timeline=YEAR,
    )
    decisions = {"starts": dict(zip("AB", starts, strict=True))}
    assert possible(work, budgets, **decisions) is allowed


@pytest.mark.parametrize(
    ("total", "allowed"), [(7500, True), (Decimal("7499.99"), False)]
)
def test_role_rates_of_an_effort(total, allowed):
    work = portfolio(
        effort("A", 120),
        role_rates={"dev": 50},
        standard_bau_share=Decimal("0.2"),
        budgets=limited("role_rates", total),
    )
    assert possible(work, budgets) is allowed


@pytest.mark.parametrize(("total", "allowed"), [(4000, True), (3999, False)])
def test_role_rates_of_a_fixed_team_count_contract_hours(total, allowed):
    package = fixed("A", 2, asks=[demand(headcount=2, share=Decimal("0.5"))])
    work = portfolio(
        package,
        role_rates={"dev": 50},
        standard_bau_share=Decimal("0.2"),
        budgets=limited("role_rates", total),
    )
    assert possible(work, budgets) is allowed


@pytest.mark.parametrize(
    ("start", "allowed"), [(0, True), (9, True), (10, True), (11, False), (13, False)]
)
def test_role_rates_in_a_quarter_follow_the_start(start, allowed):
    """A pool of 400 over four periods: 100 in each; 100 in the quarter."""
    work = portfolio(
        pool("A", 40, 4),
        role_rates={"dev": 10},
        budgets=limited("role_rates", quarter=100),
        timeline=YEAR,
    )
    assert possible(work, budgets, starts={"A": start}) is allowed


@pytest.mark.parametrize(
    ("length", "allowed"), [(2, True), (4, True), (5, False), (8, False)]
)
def test_role_rates_in_a_quarter_follow_the_length(length, allowed):
    """A pool of 400 from week 9 on."""
    package = pool("A", asks=[demand(effort=40)], shortest=2, longest=8)
    work = portfolio(
        package,
        role_rates={"dev": 10},
        budgets=limited("role_rates", quarter=0),
        timeline=YEAR,
    )
    assert possible(work, budgets, starts={"A": 9}, lengths={"A": length}) is allowed


@pytest.mark.parametrize(
    ("team", "allowed"), [(("Ann",), False), (("Ben",), True), (("Cem",), True)]
)
def test_person_rates_of_a_fixed_team(team, allowed):
    people = [
        engineer("Ann", cost_per_hour=Decimal("50.01")),
        engineer("Ben", cost_per_hour=50),
        engineer("Cem"),
    ]
    work = portfolio(
        fixed("A", 2), people=people, budgets=limited("person_rates", 4000)
    )
    assert possible(work, budgets, starts={"A": 0}, teams={"A": team}) is allowed


@pytest.mark.parametrize(("total", "allowed"), [(4000, True), (3999, False)])
def test_person_rates_of_an_effort_at_its_cheapest(total, allowed):
    """80 hours by Ben at 50, at least; Ann is dearer."""
    people = [engineer("Ann", cost_per_hour=90), engineer("Ben", cost_per_hour=50)]
    work = portfolio(
        effort("A", 80), people=people, budgets=limited("person_rates", total)
    )
    assert possible(work, budgets, teams, efforts) is allowed


def test_person_rates_of_a_pool_at_its_cheapest():
    people = [engineer("Ann", cost_per_hour=90), engineer("Ben", cost_per_hour=50)]
    for total, allowed in ((1500, True), (1499, False)):
        work = portfolio(
            pool("A", 30, 1), people=people, budgets=limited("person_rates", total)
        )
        assert possible(work, capacity, budgets) is allowed


def test_what_is_not_selected_costs_nothing():
    work = portfolio(
        project("P", bare("A"), stated_cost=60),
        budgets=limited("stated", 0, quarter=0),
        timeline=YEAR,
    )
    assert possible(work, budgets, selected=())


@pytest.mark.parametrize(("selected", "allowed"), [("P", True), ("PQ", False)])
def test_facts_may_have_spent_too_much_but_nothing_is_added(selected, allowed):
    done = Progress(status="done", started=week(0), finished=week(1))
    work = portfolio(
        project("P", fixed("A", 2, progress=done)),
        project("Q", fixed("B", 1)),
        people=[engineer("Ann", cost_per_hour=50)],
        budgets=limited("person_rates", 3000),
        now=week(2),
    )
    running = plan({"A": (0, 2)}, {("A", "Ann"): {0: 40, 1: 40}})
    decisions = {
        "selected": selected,
        "teams": {"B": ("Ann",) if "Q" in selected else ()},
    }
    assert possible(work, budgets, baseline=running, **decisions) is allowed


@pytest.mark.parametrize(("finished", "allowed"), [(5, True), (7, False)])
def test_stated_costs_beyond_a_budget_have_to_be_facts_alone(finished, allowed):
    """Week 6 is now: a package that ends later adds to 80, of which 50 were allowed."""
    begun = Progress(status="running", started=week(0))
    done = Progress(status="done", started=week(0), finished=week(finished))
    package = bare("A", 8, progress=begun) if finished > 6 else bare("A", progress=done)
    work = portfolio(
        project("P", package, stated_cost=80),
        budgets=limited("stated", 50),
        now=week(6),
    )
    assert possible(work, budgets) is allowed


@pytest.mark.parametrize(("quarter", "allowed"), [(30, True), (29, False)])
def test_a_running_project_has_spent_nothing_of_a_quarter_to_come(quarter, allowed):
    """80 over eight weeks from week 8 on, of which three lie in the quarter."""
    begun = Progress(status="running", started=week(8))
    work = portfolio(
        project("P", bare("A", 8, progress=begun), stated_cost=80),
        budgets=limited("stated", quarter=quarter),
        timeline=YEAR,
        now=week(9),
    )
    assert possible(work, budgets) is allowed
