"""The baseline of Atlas: hours left out, proven optimal by an independent model."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.plan import Plan, check, complete, measure
from optimizer.portfolio.portfolio import Portfolio

ATLAS = Path(__file__).parents[3] / "data" / "atlas"


@pytest.fixture
def portfolio():
    """Seven projects, twelve engineers, twenty packages."""
    return Portfolio.model_validate_json((ATLAS / "portfolio.json").read_text("utf-8"))


@pytest.fixture
def baseline():
    """The optimum from which the stories start, without hours."""
    return Plan.model_validate_json((ATLAS / "baseline.json").read_text("utf-8"))


def test_the_baseline_leaves_every_hour_out(baseline):
    assert {row.hours for row in baseline.assignments} == {None}


def test_the_baseline_is_accepted(portfolio, baseline):
    verdict = check(baseline, portfolio)

    assert verdict.broken == ()
    assert verdict.accepted


def test_the_baseline_is_worth_3500_with_seven_projects_on_time(portfolio, baseline):
    measures = measure(baseline, portfolio)

    assert measures.value == measures.net_value == 3500
    assert measures.value_loss == 0
    assert measures.on_time == 7
    assert measures.overload == 0
    assert measures.makespan == 27


def test_the_completed_baseline_is_the_same_plan(portfolio, baseline):
    completed = complete(baseline, portfolio)

    assert check(completed, portfolio).accepted
    assert measure(completed, portfolio) == measure(baseline, portfolio)
    assert complete(completed, portfolio) == completed


def test_a_team_works_its_effort_and_not_an_hour_more(portfolio, baseline):
    completed = complete(baseline, portfolio)
    bo = next(
        row
        for row in completed.assignments
        if (row.engineer, row.package) == ("Bo", "MO2")
    )

    assert sum(bo.hours.values()) == Decimal(4 * 40)
    assert set(bo.hours.values()) == {Decimal(32)}
    assert min(bo.hours) == date(2026, 3, 16)


def test_a_plan_compared_with_itself_moves_nothing(portfolio, baseline):
    measures = measure(baseline, portfolio, baseline, date(2026, 2, 23))

    assert check(baseline, portfolio, baseline, date(2026, 2, 23)).accepted
    assert (measures.moves, measures.releases, measures.shift, measures.dropped) == (
        0,
        0,
        0,
        0,
    )
    assert measures.as_dict()["moves"] == 0
    assert "moves" not in measure(baseline, portfolio).as_dict()
