"""Changes to budgets, floors, the frozen window and limits on measures."""

from datetime import date

import pytest
from pydantic import ValidationError

from scenarios.changes.budget_changed import BudgetChanged


def test_a_budget_has_other_amounts_where_they_are_given(change):
    after = change("budget_changed", budget="money", quarters={"2026-Q2": 70})
    (budget,) = after.portfolio.budgets
    assert (budget.total, budget.quarters) == (900, {"2026-Q1": 500, "2026-Q2": 70})
    after = change("budget_changed", budget="money", total=10)
    assert after.portfolio.budgets[0].total == 10


def test_a_change_of_a_budget_says_how_much():
    with pytest.raises(ValidationError, match="total or quarters"):
        BudgetChanged(budget="money")


def test_an_unknown_budget_is_refused(refusal):
    places, said = refusal("budget_changed", budget="mony", total=3)
    assert places == [("budget", "unknown_reference")]
    assert "Did you mean money?" in said


def test_a_whole_budget_is_new_or_takes_a_place(change, refusal):
    more = {"id": "more", "total": 5, "project": "P", "basis": "stated"}
    after = change("budget_set", budget=more)
    assert [it.id for it in after.portfolio.budgets] == ["money", "more"]
    after = change("budget_set", budget={"id": "money", "total": 1})
    assert [it.total for it in after.portfolio.budgets] == [1]
    places, _ = refusal("budget_set", budget=more | {"project": "Z"})
    assert places == [("budget/project", "unknown_reference")]


def test_floors_change_and_go(change, refusal):
    after = change("floor_changed", floor={"id": "support", "skill": "QA", "hours": 8})
    assert [it.skill for it in after.portfolio.floors] == ["QA"]
    after = change("floor_removed", floor="support")
    assert after.portfolio.floors == ()
    assert refusal("floor_removed", floor="lab")[0] == [("floor", "unknown_reference")]
    assert refusal("floor_changed", floor={"id": "x", "skill": "ML", "people": 1})[
        0
    ] == [("floor/skill", "unknown_reference")]


def test_a_window_is_frozen_and_released(base, change, refusal):
    after = change("window_locked", until="2026-02-02")
    assert after.portfolio.freeze_until == date(2026, 2, 2)
    free = change("released", situation=after, window=True)
    assert free.portfolio == base.portfolio
    assert refusal("released", window=True)[0] == [("window", "not_locked")]


def test_nothing_is_frozen_in_the_past_or_without_a_plan(base, refusal):
    places, _ = refusal(
        "window_locked", situation=base.replace(baseline=None), until="2026-01-05"
    )
    assert places == [("until", "date_in_the_past"), ("until", "no_running_plan")]


def test_limits_add_up(change):
    after = change("limit_set", limit={"measure": "moves", "at_most": 3})
    after = change(
        "limit_set", situation=after, limit={"measure": "value", "at_least": 10}
    )
    assert [limit.measure for limit in after.limits] == ["moves", "value"]


def test_a_limit_without_meaning_is_refused(base, refusal):
    limit = {"measure": "value", "at_least": 1, "project": "Z"}
    assert refusal("limit_set", limit=limit)[0] == [
        ("limit/project", "unknown_reference")
    ]
    limit = {"measure": "objective_share", "at_least": 0.5, "objective": "growth"}
    places, said = refusal("limit_set", limit=limit)
    assert places == [("limit/objective", "unknown_reference")]
    assert "There is none." in said
    places, _ = refusal(
        "limit_set",
        situation=base.replace(baseline=None),
        limit={"measure": "moves", "at_most": 1},
    )
    assert places == [("limit/measure", "no_running_plan")]
