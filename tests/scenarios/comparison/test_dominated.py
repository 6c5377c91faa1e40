"""Plans that nobody needs."""

from decimal import Decimal

import pytest

from optimizer.plan.goals import Measure
from scenarios.answers.answer import AnswerKind, of_plan
from scenarios.candidate import Candidate
from scenarios.comparison.comparison import compare
from scenarios.comparison.dominated import dominates


def scores(net_value, moves=None, cost=10):
    """What a plan is judged by; without moves where there is no running plan."""
    known = {Measure.NET_VALUE: Decimal(net_value), Measure.COST: Decimal(cost)}
    return known if moves is None else known | {Measure.MOVES: Decimal(moves)}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(scores(5), scores(4), True, id="more value"),
        pytest.param(scores(4), scores(5), False, id="less value"),
        pytest.param(scores(5), scores(5), False, id="the same"),
        pytest.param(scores(5, 1), scores(5, 2), True, id="fewer moves"),
        pytest.param(scores(5, 1, 9), scores(5, 1, 10), True, id="less cost"),
        pytest.param(scores(5, 2), scores(4, 1), False, id="more of both"),
        pytest.param(scores(5), scores(4, 1), False, id="only one has moves"),
    ],
)
def test_a_plan_dominates_what_is_nowhere_better_and_somewhere_worse(
    one, other, expected
):
    assert dominates(one, other) is expected


def test_a_dominated_plan_names_what_dominates_it(atlas, answered):
    best = answered("Best", atlas)
    slower = atlas.baseline.replace(
        packages=tuple(
            row.replace(start="2026-07-06") if row.package == "RN2" else row
            for row in atlas.baseline.packages
        )
    )
    late = of_plan(AnswerKind.PRESENT, slower, atlas)
    assert late.accepted
    comparison = compare([best, Candidate("Late", atlas, late)])
    assert comparison.candidates[0].dominated_by == ()
    assert comparison.candidates[1].dominated_by == ("Best",)
