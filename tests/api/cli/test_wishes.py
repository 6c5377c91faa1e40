from decimal import Decimal

import pytest

from api.cli.exits import Refused
from api.cli.wishes import goals, limit, tier
from optimizer.plan.goals import Measure


def test_a_measure_alone_is_a_goal():
    assert tier("moves").weights == {Measure.MOVES: 1}


def test_a_sum_has_weights():
    assert tier("2.5 value + on_time").weights == {
        Measure.VALUE: Decimal("2.5"),
        Measure.ON_TIME: 1,
    }


@pytest.mark.parametrize(
    "text", ["", "value +", "value - moves", "2", "value; moves", "0 value"]
)
def test_what_is_no_goal_is_refused_with_an_example(text):
    with pytest.raises(Refused) as refusal:
        tier(text)
    assert refusal.value.code == "unreadable_goal"
    assert "2 value + on_time" in str(refusal.value)


def test_an_unknown_measure_is_answered_with_those_that_exist():
    with pytest.raises(Refused) as refusal:
        tier("profit")
    assert refusal.value.code == "unknown_measure"
    assert "'profit'" in str(refusal.value)
    assert "net_value" in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        pytest.param("moves<=3", (3, None), id="at most"),
        pytest.param(" value >= 3000.5 ", (None, Decimal("3000.5")), id="at least"),
        pytest.param("value_loss≤10", (10, None), id="as printed"),
    ],
)
def test_a_limit_has_a_measure_a_sense_and_a_number(text, bounds):
    found = limit(text)
    assert (found.at_most, found.at_least) == bounds


def test_a_limit_may_be_about_one_project():
    found = limit("value[AI]>=500")
    assert (found.measure, found.project, found.objective) == (
        Measure.VALUE,
        "AI",
        None,
    )


def test_a_share_is_that_of_an_objective():
    found = limit("objective_share[Growth]>=0.4")
    assert (found.project, found.objective) == (None, "Growth")


@pytest.mark.parametrize(
    "text",
    ["moves", "moves=3", "moves<3", "<=3", "moves<=many", "objective_share>=0.4"],
)
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(Refused) as refusal:
        limit(text)
    assert refusal.value.code == "unreadable_limit"
    assert repr(text) in str(refusal.value)


def test_without_wishes_the_engine_chooses():
    assert goals((), (), with_baseline=True) is None


def test_limits_alone_keep_the_usual_order():
    wished = goals((), ("moves<=3",), with_baseline=True)
    assert wished.tiers[0].name == "net_value"
    assert len(wished.limits) == 1


def test_goals_keep_their_order_and_are_all_to_be_proven():
    wished = goals(("makespan", "cost"), (), with_baseline=False)
    assert [t.name for t in wished.tiers] == ["makespan", "cost"]
    assert all(t.must_prove for t in wished.tiers)
