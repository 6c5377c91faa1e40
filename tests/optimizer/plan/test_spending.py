"""Money by project and period, on each basis that a budget can have."""

from datetime import date
from decimal import Decimal

import pytest

from optimizer.plan import Ledger, measure
from optimizer.plan.spending import spending
from optimizer.portfolio.resources import Budget
from tests.optimizer.plan.tiny import (
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


def spent(budget, answer, work, now=None):
    """Period → money."""
    ledger = Ledger(answer, work, now=now and week(now))
    return {p: float(m) / 1e6 for p, m in spending(ledger, budget).items() if m}


STATED = Budget(id="money", basis="stated")
ROLES = Budget(id="money")
PERSONS = Budget(id="money", basis="person_rates")


def test_stated_cost_is_spread_over_the_periods_of_the_project():
    work = portfolio(project("P", bare("A"), bare("B"), stated_cost=Decimal("0.10")))
    assert spent(STATED, plan({"A": (1, 2), "B": (2, 2)}), work) == {
        1: 0.03,
        2: 0.03,
        3: 0.04,
    }


def test_stated_cost_of_a_milestone_falls_on_its_start():
    work = portfolio(project("P", bare("A", 0), stated_cost=10))
    assert spent(STATED, plan({"A": (3, 0)}), work) == {3: 10}


def test_stated_cost_without_packages_falls_on_now_and_only_if_selected():
    work = portfolio(project("P", stated_cost=10))
    assert spent(STATED, plan({}), work, now=2) == {2: 10}
    assert spent(STATED, plan({}), work) == {0: 10}
    assert spent(STATED, plan({}, selected=()), work) == {}


ROLE_RATES = {
    "role_rates": {"dev": Decimal("31.5")},
    "standard_bau_share": Decimal("0.2"),
}


@pytest.mark.parametrize(
    ("package", "length", "money"),
    [
        pytest.param(pool("A", 40), 2, 40 / 0.8 * 31.5, id="a pool by effort"),
        pytest.param(
            effort("A", 40), 1, 40 / 0.8 * 31.5, id="an effort-driven team by effort"
        ),
        pytest.param(
            fixed("A", 2, asks=[demand(headcount=3, share=Decimal("0.5"))]),
            2,
            3 * 0.5 * 2 * 40 * 31.5,
            id="a fixed team by contract hours",
        ),
        pytest.param(
            fixed("A", 2), 5, 2 * 40 * 31.5, id="a fixed team by its planned duration"
        ),
        pytest.param(
            pool("A", asks=[demand("ops", effort=40)]),
            2,
            0,
            id="a skill without a rate",
        ),
        pytest.param(bare("A"), 2, 0, id="nobody"),
    ],
)
def test_role_rates_cost_what_is_planned(package, length, money):
    work = portfolio(package, **ROLE_RATES)
    found = spent(ROLES, plan({"A": (1, length)}), work)
    assert sum(found.values()) == pytest.approx(money)
    assert set(found) == (set(range(1, 1 + length)) if money else set())


def test_a_fixed_team_without_headcount_is_one_person():
    work = portfolio(fixed("A", 2, asks=[demand()]), **ROLE_RATES)
    assert sum(spent(ROLES, plan({"A": (0, 2)}), work).values()) == 2 * 40 * 31.5


def test_role_rates_are_rounded_to_ten_thousandths_and_spread():
    work = portfolio(pool("A", Decimal("0.01")), role_rates={"dev": Decimal("0.05")})
    assert spent(ROLES, plan({"A": (0, 2)}), work) == {0: 0.0002, 1: 0.0003}
    thirds = {"role_rates": {"dev": 1}, "standard_bau_share": Decimal("0.7")}
    work = portfolio(pool("A", Decimal("0.01"), 1), **thirds)
    assert spent(ROLES, plan({"A": (0, 1)}), work) == {0: 0.0333}


def test_contract_hours_of_a_day_are_a_fifth_of_a_week():
    days = {"timeline": {"start": "2026-01-05", "period": "day", "horizon": 9}}
    work = portfolio(fixed("A", 3), role_rates={"dev": 1}, **days)
    assert sum(spent(ROLES, plan({"A": (0, 3)}), work).values()) == 24


def test_person_rates_cost_hours_when_they_are_worked():
    people = (engineer("Ann", cost_per_hour=Decimal("10.0001")), "Ben")
    work = portfolio(pool("A"), people=people)
    staff = {("A", "Ann"): {0: 2, 1: Decimal("0.01")}, ("A", "Ben"): {0: 30}}
    assert spent(PERSONS, plan({"A": (0, 2)}, staff), work) == {0: 20.0002, 1: 0.100001}


@pytest.mark.parametrize(
    ("scope", "money"),
    [
        pytest.param({}, 111, id="all projects"),
        pytest.param({"project": "Q"}, 10, id="one project"),
        pytest.param({"objective": "growth"}, 101, id="the projects of an objective"),
    ],
)
def test_a_budget_counts_its_own_projects(scope, money):
    work = portfolio(
        project("P", bare("A"), stated_cost=1, objectives=("growth", "green")),
        project("Q", bare("B"), stated_cost=10, objectives=("green",)),
        project("R", bare("C"), stated_cost=100, objectives=("growth",)),
    )
    answer = plan(dict.fromkeys("ABC", (0, 1)), selected="PQR")
    budget = Budget(id="money", basis="stated", **scope)
    assert sum(spent(budget, answer, work).values()) == money


def test_the_use_of_budgets_is_reported_in_all_and_by_quarter():
    budget = Budget(
        id="money", basis="stated", total=90, quarters={"2026-Q2": 60, "2026-Q1": 55}
    )
    work = portfolio(
        project("P", bare("A", 4), stated_cost=100),
        budgets=(budget, Budget(id="open")),
        timeline={"start": "2026-01-05", "horizon": 20},
    )
    found = measure(plan({"A": (11, 4)}), work, now=date(2026, 3, 30)).budgets
    assert [
        (b.budget, b.quarter, b.limit, b.used, b.spent_before_now) for b in found
    ] == [
        ("money", None, 90, 100, 25),
        ("money", "2026-Q1", 55, 50, 25),
        ("money", "2026-Q2", 60, 50, 0),
    ]


def test_teams_at_person_rates_cost_their_team_hours():
    work = portfolio(fixed("A"), people=(engineer("Ann", cost_per_hour=2),))
    assert spent(PERSONS, plan({"A": (0, 2)}, team("A", "Ann")), work) == {0: 80, 1: 80}
