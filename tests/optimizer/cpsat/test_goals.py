"""Tiers as integers, and limits on measures."""

from decimal import Decimal
from fractions import Fraction

import pytest

from optimizer import Limits, SolveStatus, solve
from optimizer.cpsat.goals import tier_expression, tier_sign
from optimizer.cpsat.model import build_model
from optimizer.errors import UnsupportedGoal
from optimizer.plan.goals import Goals, Measure, MeasureLimit, Tier
from optimizer.portfolio.people import Offer
from optimizer.problem.compiling import compile_problem
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

LIMITS = Limits(deterministic=2, workers=1)


def tiers(*weights, tolerance=0):
    """Tiers in this order; the first with a tolerance."""
    first, *rest = weights
    return (
        Tier(weights=first, tolerance=Decimal(tolerance)),
        *(Tier(weights=w) for w in rest),
    )


def expression(work, weights):
    return tier_expression(build_model(compile_problem(work)), Tier(weights=weights))


def two_values():
    """P of 100 in four weeks, Q of 5 in two, one person."""
    return portfolio(
        project("P", fixed("A", 4), value=100),
        project("Q", fixed("B", 2), value=5),
        people=["Ann"],
    )


def test_one_measure_has_its_own_sense():
    assert tier_sign(Tier(weights={Measure.VALUE: 3})) == -1
    assert tier_sign(Tier(weights={Measure.MAKESPAN: 3})) == 1
    assert tier_sign(Tier(weights={Measure.VALUE: 1, Measure.MAKESPAN: 1})) == 1


def test_integers_come_back_in_the_tiers_own_unit():
    found = expression(two_values(), {Measure.VALUE: 1})
    assert (found.unit, found.natural(-10_500)) == (100, 105)
    assert found.minimised(Fraction(105)) == -10_500


def test_a_sum_has_a_common_unit():
    found = expression(
        two_values(), {Measure.VALUE: Decimal("0.5"), Measure.MAKESPAN: 3}
    )
    assert found.unit == 200
    assert found.natural(-200 * 50 + 600) == -47


def test_a_share_is_no_goal():
    goals = Goals(tiers=tiers({Measure.OBJECTIVE_SHARE: 1}))
    with pytest.raises(UnsupportedGoal, match="limit"):
        solve(two_values(), goals, LIMITS)


@pytest.mark.parametrize(
    ("weights", "selected", "best"),
    [
        ({Measure.VALUE: 1, Measure.MAKESPAN: 1}, ("P", "Q"), 6 - 105),
        ({Measure.VALUE: 1, Measure.MAKESPAN: 3}, ("P",), 12 - 100),
        ({Measure.VALUE: Decimal("0.01"), Measure.MAKESPAN: 3}, (), 0),
    ],
)
def test_gains_and_losses_are_weighed_in_one_tier(weights, selected, best):
    outcome = solve(two_values(), Goals(tiers=tiers(weights)), LIMITS)
    assert outcome.plan.selected == selected
    assert outcome.tiers[0].value == outcome.tiers[0].bound == best


@pytest.mark.parametrize(
    ("tolerance", "value", "span"), [(0, 105, 6), (4, 105, 6), (5, 100, 4), (105, 0, 0)]
)
def test_later_tiers_may_use_the_tolerance(tolerance, value, span):
    goals = Goals(
        tiers=tiers({Measure.VALUE: 1}, {Measure.MAKESPAN: 1}, tolerance=tolerance)
    )
    outcome = solve(two_values(), goals, LIMITS)
    assert outcome.status is SolveStatus.OPTIMAL
    assert (outcome.measures["value"], outcome.measures["makespan"]) == (value, span)
    assert outcome.tiers[0].bound == 105
    assert outcome.tiers[0].status is SolveStatus.OPTIMAL


def running():
    return plan(
        {"A": (2, 4), "B": (0, 2)},
        team("A", "Ann") | team("B", "Ben"),
        selected=("P", "Q"),
    )


def limited(measure, limits=LIMITS, **limit):
    """The outcome under one limit, for the most value."""
    work = portfolio(
        project("P", fixed("A", 4), value=100, due=week(3), objectives=("green",)),
        project("Q", fixed("B", 2), value=5, due=week(1)),
        people=[engineer("Ann", cost_per_hour=10), engineer("Ben", cost_per_hour=20)],
    )
    rule = MeasureLimit(measure=measure, **limit)
    goals = Goals(tiers=tiers({Measure.VALUE: 1}), limits=(rule,))
    return solve(work, goals, limits, baseline=running())


@pytest.mark.parametrize(
    ("measure", "limit", "value"),
    [
        (Measure.NET_VALUE, {"at_most": 99}, 5),
        (Measure.NET_VALUE, {"at_least": 101}, 105),
        (Measure.VALUE, {"at_most": 100}, 100),
        (Measure.VALUE, {"at_most": 0, "project": "P"}, 5),
        (Measure.VALUE, {"at_least": 5, "project": "Q"}, 105),
        (Measure.VALUE_LOSS, {"at_least": 5}, 100),
        (Measure.VALUE_LOSS, {"at_most": 5}, 105),
        (Measure.MOVES, {"at_most": 0}, 105),
        (Measure.MOVES, {"at_least": 2}, 105),
        (Measure.RELEASES, {"at_most": 0}, 105),
        (Measure.SHIFT, {"at_most": 0}, 105),
        (Measure.SHIFT, {"at_least": 9}, 105),
        (Measure.DROPPED, {"at_least": 1}, 100),
        (Measure.DROPPED, {"at_most": 0}, 105),
        (Measure.COST, {"at_most": 1600}, 100),
        (Measure.COST, {"at_most": 1599}, 5),
        (Measure.COST, {"at_most": 800, "project": "Q"}, 105),
        (Measure.COST, {"at_most": 0, "project": "P"}, 5),
        (Measure.MAKESPAN, {"at_most": 3}, 5),
        (Measure.MAKESPAN, {"at_most": 0}, 0),
        (Measure.ON_TIME, {"at_least": 2}, 105),
        (Measure.ON_TIME, {"at_most": 0}, 105),
        (Measure.WAITING, {"at_most": 0}, 105),
        (Measure.WAITING, {"at_least": 3}, 105),
        (Measure.OVERLOAD, {"at_most": 0}, 105),
        (Measure.FRAGMENTATION, {"at_most": 0}, 105),
        (Measure.HANDOVERS, {"at_most": 0}, 105),
        (Measure.OBJECTIVE_SHARE, {"at_most": Decimal("0.5"), "objective": "green"}, 5),
        (
            Measure.OBJECTIVE_SHARE,
            {"at_least": Decimal("0.7"), "objective": "green"},
            100,
        ),
        (Measure.BALANCE, {"at_most": 1}, 105),
    ],
)
def test_a_limit_holds_in_the_best_plan(measure, limit, value):
    outcome = limited(measure, **limit)
    assert outcome.verdict.accepted
    assert outcome.measures["value"] == value
    if measure not in {Measure.OBJECTIVE_SHARE, Measure.VALUE, Measure.COST}:
        found = outcome.measures[measure]
        assert limit.get("at_least", found) <= found <= limit.get("at_most", found)


@pytest.mark.parametrize(
    ("measure", "limit"),
    [
        (Measure.VALUE, {"at_least": 106}),
        (Measure.COST, {"at_least": 99999}),
        (Measure.MAKESPAN, {"at_least": 11}),
    ],
)
def test_a_limit_that_no_plan_keeps_is_infeasible_and_named(measure, limit):
    outcome = limited(measure, **limit)
    assert outcome.status is SolveStatus.INFEASIBLE
    assert [member.code for member in outcome.conflict.members] == ["limit"]


def test_a_limit_that_the_model_cannot_post_is_left_to_the_checker():
    """Nothing may be called impossible then."""
    outcome = limited(
        Measure.HANDOVERS, Limits(deterministic=0.1, workers=1), at_least=5
    )
    assert outcome.status is not SolveStatus.INFEASIBLE
    assert outcome.plan is None or outcome.verdict.accepted


@pytest.mark.parametrize(
    ("limit", "match"),
    [
        (
            {"measure": Measure.VALUE, "at_most": 1, "project": "X"},
            "unknown project 'X'",
        ),
        (
            {"measure": Measure.MOVES, "at_most": 1, "project": "P"},
            "value and cost can",
        ),
    ],
)
def test_a_limit_on_nothing_is_refused(limit, match):
    goals = Goals(tiers=tiers({Measure.VALUE: 1}), limits=(MeasureLimit(**limit),))
    with pytest.raises(UnsupportedGoal, match=match):
        solve(two_values(), goals, LIMITS)


def test_prices_of_offers_are_part_of_the_goal():
    work = portfolio(
        project(
            "P",
            effort("A", asks=[demand(effort=160)]),
            value=100,
            delay_cost=20,
            due=week(1),
        ),
        project("Q", bare("B"), value=1),
        project("R", pool("C", 10, 1), value=1),
        people=["Ann"],
        offers=(Offer(engineer=engineer("Zoe"), weekly_price=15),),
    )
    for price, engaged in ((15, 1), (25, 0)):
        offers = (Offer(engineer=engineer("Zoe"), weekly_price=price),)
        outcome = solve(
            work.replace(offers=offers), Goals.single(Measure.NET_VALUE), LIMITS
        )
        assert len(outcome.plan.engagements) == engaged
