from decimal import Decimal

import pytest

from optimizer.portfolio.checks import issues

DUE = {"due": "2026-02-06"}
GROWTH = {"drivers": {"growth": 2}}
SCORED = {"value": None, "scores": {"growth": 1}}


def steps(*pairs):
    return {
        **DUE,
        "value_steps": [{"late": late, "value": value} for late, value in pairs],
    }


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        pytest.param(
            {"rank": 1}, "two_values", {"value": None, "rank": 1}, id="value and rank"
        ),
        pytest.param(
            {"value": None, "rank": 1, **GROWTH, "scores": {"growth": 1}},
            "two_values",
            {"value": None},
            id="rank and scores",
        ),
        pytest.param(
            steps((2, 5), (2, 4)),
            "unordered_steps",
            steps((2, 5), (3, 4)),
            id="two steps at once",
        ),
        pytest.param(
            steps((1, 4), (2, 5)),
            "rising_value",
            steps((1, 5), (2, 5)),
            id="rising steps",
        ),
        pytest.param(
            steps((1, 11)), "rising_value", steps((1, 10)), id="a step above the value"
        ),
        pytest.param(
            {**steps((1, 5)), "delay_cost": 1},
            "two_delay_costs",
            steps((1, 5)),
            id="steps and cost",
        ),
        pytest.param(
            {"delay_cost": 1},
            "missing_due",
            {**DUE, "delay_cost": 1},
            id="cost without due date",
        ),
        pytest.param(
            {**steps((1, 5)), "due": None},
            "missing_due",
            steps((1, 5)),
            id="steps without due date",
        ),
        pytest.param(
            {"floor": -1},
            "penalty_of_optional",
            {"floor": -1, "mandatory": True},
            id="penalty",
        ),
    ],
)
def test_a_value_is_stated_once_and_only_falls(codes, bad, code, good):
    drivers = bad.pop("drivers", {})
    assert codes(project=bad, drivers=drivers) == [code]
    assert codes(project=good) == []


def test_steps_fall_from_the_value_of_the_rank(codes):
    ranked = {"value": None, "rank": 2}
    for value, found in ((60, ["rising_value"]), (50, [])):
        projects = [{"id": "P", **ranked, **steps((1, value))}, {"id": "Q", "rank": 2}]
        assert codes(projects=projects, rank_value=100) == found


def test_steps_fall_from_the_sum_of_the_scores(codes):
    for value, found in ((3, ["rising_value"]), (2, [])):
        assert codes(project={**SCORED, **steps((1, value))}, **GROWTH) == found


def test_scores_add_up_to_no_penalty(codes):
    assert codes(project=SCORED, drivers={"growth": -1}) == ["negative_value"]
    assert codes(project=SCORED, drivers={"growth": 0}) == []


def test_a_running_or_decided_project_may_have_a_penalty(codes):
    running = {"progress": {"status": "running", "started": "2026-01-05"}}
    assert codes(project={"floor": -1}, package=running, now="2026-01-12") == []
    assert codes(project={"floor": -1, "decision": "in"}) == []


def test_with_now_a_penalty_may_belong_to_what_the_running_plan_has_started(
    portfolio_of,
):
    (found,) = issues(portfolio_of(project={"floor": -1}, now="2026-01-12"))
    assert found.severity == "warning"


def offer(**terms):
    return [{"engineer": {"id": "Zoe"}, **terms}]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            {"offers": offer(fixed_price=1)},
            ["prices_against_points"],
            id="fixed price",
        ),
        pytest.param(
            {"offers": offer(weekly_price=1)},
            ["prices_against_points"],
            id="weekly price",
        ),
        pytest.param({"offers": offer()}, [], id="no price"),
        pytest.param(
            {"offers": offer(fixed_price=1), "value_unit": "EUR"},
            [],
            id="values in money",
        ),
        pytest.param(
            {"offers": offer(fixed_price=1), "money_per_point": Decimal(2)},
            [],
            id="converted points",
        ),
    ],
)
def test_prices_and_values_have_one_unit(codes, fields, expected):
    assert codes(**fields) == expected
