"""What is asked for a point of a front, and what its answer is called."""

from decimal import Decimal

import pytest

from optimizer.plan.goals import Measure
from scenarios.pareto.question import cheapest, most_value

ALL = (Measure.NET_VALUE, Measure.MOVES, Measure.COST)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        (most_value(ALL), "Most value found"),
        (most_value(ALL, 0), "Best value found without moves"),
        (most_value(ALL, 1), "Best value found for at most 1 move"),
        (cheapest(ALL), "Cheapest found"),
        (cheapest(ALL, Decimal(2000)), "Cheapest found worth 2,150.5 k€ or more"),
    ],
)
def test_a_label_says_found_unless_it_is_proven(question, label):
    worth = Decimal("2150.50")
    assert question.label(worth, "k€", proven=False) == label
    assert question.label(worth, "k€", proven=True) == label.replace(" found", "")


def test_what_is_wanted_first_is_to_be_proven_and_the_rest_breaks_ties():
    tiers = cheapest(ALL, Decimal(5)).goals.tiers
    assert [tier.name for tier in tiers] == ["cost", "net_value", "moves"]
    assert [tier.must_prove for tier in tiers] == [True, False, False]


def test_plans_are_ranked_by_the_order_of_measures_within_the_limit():
    question = most_value(ALL, 2)
    dear = {Measure.NET_VALUE: 9.0, Measure.MOVES: 2.0, Measure.COST: 5.0}
    cheap = dear | {Measure.COST: 4.0}
    assert question.rank(cheap) < question.rank(dear)
    assert question.allows(dear)
    assert not question.allows(dear | {Measure.MOVES: 3.0})
