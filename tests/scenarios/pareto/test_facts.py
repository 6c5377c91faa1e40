"""What is proven of a plan by what is proven of others."""

from decimal import Decimal

import pytest

from optimizer.plan.effort import Limits
from optimizer.plan.goals import Goals, Measure, MeasureLimit, Tier
from scenarios.asking import Asker
from scenarios.interval import Interval
from scenarios.pareto.facts import Fact, facts_of, proven

VALUE, MOVES, COST = Measure.NET_VALUE, Measure.MOVES, Measure.COST


def between(low, high):
    """An interval of what is known."""
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Interval(low=ends[0], high=ends[1])


@pytest.mark.parametrize(
    ("measure", "scores", "expected"),
    [
        pytest.param(VALUE, {VALUE: 80, MOVES: 2}, between(80, 90), id="within"),
        pytest.param(VALUE, {VALUE: 90, MOVES: 2}, between(90, 90), id="reached"),
        pytest.param(VALUE, {VALUE: 95, MOVES: 3}, between(95, None), id="outside"),
        pytest.param(MOVES, {VALUE: 95, MOVES: 4}, between(3, 4), id="the other way"),
        pytest.param(MOVES, {VALUE: 90, MOVES: 4}, between(None, 4), id="no more"),
        pytest.param(COST, {VALUE: 95, COST: 7}, between(None, 7), id="of no concern"),
    ],
)
def test_no_plan_with_two_moves_is_worth_more_than_90(measure, scores, expected):
    fact = Fact(VALUE, 90.0, {MOVES: 2.0})
    assert proven(measure, scores, [fact]) == expected


def test_a_bound_on_cost_is_rounded_down_and_a_cost_that_reaches_it_is_proven():
    fact = Fact(COST, 10.128, {VALUE: 50.0})
    assert proven(COST, {VALUE: 50, COST: 11}, [fact]) == between("10.12", 11)
    assert proven(COST, {VALUE: 50, COST: 10.128}, [fact]) == between("10.13", "10.13")
    assert proven(VALUE, {VALUE: 40, COST: 10}, [fact]) == between(40, "49.99")


def test_the_strongest_fact_counts():
    facts = [Fact(VALUE, 90.0, {}), Fact(VALUE, 85.0, {MOVES: 2.0})]
    assert proven(VALUE, {VALUE: 80, MOVES: 1}, facts) == between(80, 85)


def test_each_tier_of_an_answer_is_a_fact_under_those_before_it(trio):
    limit = MeasureLimit(measure=VALUE, at_least=120)
    tiers = tuple(Tier(weights={measure: 1}) for measure in (COST, VALUE))
    asker = Asker(Limits(deterministic=10, workers=1))
    outcome = asker.ask("cheapest", trio, Goals(tiers=tiers, limits=(limit,)))
    assert list(facts_of(outcome, (limit,))) == [
        Fact(COST, 80.0, {VALUE: 120.0}),
        Fact(VALUE, 150.0, {VALUE: 120.0, COST: 80.0}),
    ]
