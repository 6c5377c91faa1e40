from decimal import Decimal

import pytest

from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Budget
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.prices.budget import price_of_budget


@pytest.fixture
def scarce(alone):
    """A budget of 10 for a project of 50 that costs 10, and one of 30 that costs 12."""
    projects = (
        Project(id="A", value=50, stated_cost=10),
        Project(id="B", value=30, stated_cost=12),
    )
    budget = Budget(id="M", basis="stated", total=10, quarters={"2026-Q1": 15})
    return alone.replace(
        portfolio=alone.portfolio.replace(projects=projects, budgets=(budget,))
    )


def test_a_step_that_buys_nothing_is_worth_nothing(scarce, asker):
    found = price_of_budget(scarce, "M", asker)
    assert (found.amount, found.step) == (10, 1)
    assert found.net_value == Interval.exactly(50)
    assert found.gain == Interval.exactly(0)


def test_what_more_buys_is_bounded_by_the_quarter_too(scarce, asker):
    found = price_of_budget(scarce, "M", asker, Decimal(12))
    assert found.gain == found.most == Interval.exactly(0)
    quarter = price_of_budget(scarce, "M", asker, Decimal(7), "2026-Q1")
    assert (quarter.amount, quarter.quarter) == (15, "2026-Q1")
    assert quarter.gain == Interval.exactly(0)


def test_enough_of_it_buys_the_second_project(scarce, asker):
    (budget,) = scarce.portfolio.budgets
    free = (budget.replace(quarters={}),)
    situation = scarce.replace(portfolio=scarce.portfolio.replace(budgets=free))
    assert price_of_budget(situation, "M", asker, Decimal(12)).gain == (
        Interval.exactly(30)
    )
    short = price_of_budget(situation, "M", asker, Decimal(11))
    assert short.gain == Interval.exactly(0)
    assert short.most == Interval.exactly(30)


def test_20_above_330_buy_150(atlas, asker):
    budgets = (Budget(id="B", basis="stated", total=330),)
    cut = atlas.replace(
        baseline=None, portfolio=atlas.portfolio.replace(budgets=budgets)
    )
    found = price_of_budget(cut, "B", asker, Decimal(20))
    assert found.net_value == Interval.exactly(3100)
    assert found.gain == Interval.exactly(150)
    assert found.most == Interval.exactly(400)


def test_what_is_not_there_is_named_with_what_is(scarce, asker):
    with pytest.raises(NotAnswered, match=r"no budget 'N'\. There are M"):
        price_of_budget(scarce, "N", asker)
    with pytest.raises(NotAnswered, match="no amount for 2027-Q1; it has 2026-Q1"):
        price_of_budget(scarce, "M", asker, quarter="2027-Q1")
    with pytest.raises(NotAnswered, match="above 0, found -1"):
        price_of_budget(scarce, "M", asker, Decimal(-1))


def test_a_budget_without_a_total_asks_for_its_quarter(scarce, asker):
    (budget,) = scarce.portfolio.budgets
    by_quarter = (budget.replace(total=None),)
    situation = scarce.replace(portfolio=scarce.portfolio.replace(budgets=by_quarter))
    with pytest.raises(
        NotAnswered, match="no total; name one of its quarters: 2026-Q1"
    ):
        price_of_budget(situation, "M", asker)
