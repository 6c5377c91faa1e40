"""Goals as a program office orders them, and what makes a limit meaningless."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from optimizer.plan import Goals, Measure, MeasureLimit, Tier

LIMIT = MeasureLimit(measure="cost", at_most=1)


def test_the_default_order_compares_only_with_a_baseline():
    with_baseline = Goals.default(with_baseline=True, limits=(LIMIT,))
    without = Goals.default(with_baseline=False)

    assert [tier.name for tier in with_baseline.tiers] == [
        "net_value",
        "overload",
        "moves",
        "shift",
        "releases",
        "1 handovers + 1 fragmentation",
        "cost",
    ]
    assert [tier.name for tier in without.tiers] == [
        "net_value",
        "overload",
        "1 handovers + 1 fragmentation",
        "cost",
    ]
    assert (with_baseline.limits, without.limits) == ((LIMIT,), ())
    assert {w for tier in with_baseline.tiers for w in tier.weights.values()} == {1}


def test_what_must_be_proven_is_value_and_with_a_baseline_overload_and_moves():
    def proven(*, with_baseline):
        tiers = Goals.default(with_baseline=with_baseline).tiers
        return [tier.name for tier in tiers if tier.must_prove]

    assert proven(with_baseline=True) == ["net_value", "overload", "moves"]
    assert proven(with_baseline=False) == ["net_value"]


def test_a_single_goal_is_to_be_proven_under_its_limits():
    goals = Goals.single(Measure.MAKESPAN, LIMIT, LIMIT)
    assert goals.tiers == (Tier(weights={"makespan": 1}, must_prove=True),)
    assert goals.limits == (LIMIT, LIMIT)


def test_a_weighted_sum_is_named_in_words():
    tier = Tier(weights={"cost": Decimal("0.5"), "value": 2})
    assert tier.name == "0.5 cost + 2 value"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"measure": "cost"}, "a limit on cost needs at_most or at_least"),
        ({"measure": "objective_share", "at_most": 1}, "objective_share, and only it"),
        (
            {"measure": "cost", "at_most": 1, "objective": "x"},
            "objective_share, and only it",
        ),
    ],
)
def test_a_limit_that_says_nothing_is_refused(fields, words):
    with pytest.raises(ValidationError, match=words):
        MeasureLimit(**fields)


def test_what_is_better_and_what_needs_a_baseline_is_known_of_each_measure():
    assert {m for m in Measure if m.more_is_better} == {"net_value", "value", "on_time"}
    assert {m for m in Measure if m.needs_baseline} == {
        "moves",
        "releases",
        "shift",
        "dropped",
    }
