"""What an outcome says of its input and of the software."""

import pytest

from optimizer import Goals, Measure
from optimizer.certifying import DISTRIBUTIONS, input_hash, versions
from tests.optimizer.plan.tiny import bare, plan, portfolio, week

GOALS = Goals.single(Measure.VALUE)


def test_the_same_input_has_the_same_hash():
    one, other = (input_hash(portfolio(bare("A")), GOALS, None, None) for _ in range(2))
    assert one == other
    assert len(one) == 64


@pytest.mark.parametrize(
    ("work", "goals", "baseline", "now"),
    [
        (portfolio(bare("B")), GOALS, None, None),
        (portfolio(bare("A")), Goals.single(Measure.MAKESPAN), None, None),
        (portfolio(bare("A")), GOALS, plan({"A": (0, 2)}), None),
        (portfolio(bare("A")), GOALS, None, week(1)),
    ],
)
def test_whatever_decides_the_answer_changes_the_hash(work, goals, baseline, now):
    other = input_hash(portfolio(bare("A")), GOALS, None, None)
    assert input_hash(work, goals, baseline, now) != other


def test_the_versions_are_those_of_what_computes():
    found = versions()
    assert set(found) == set(DISTRIBUTIONS)
    assert found["ortools"].startswith("9.")
