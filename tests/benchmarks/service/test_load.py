"""A light load, and how a pace is told."""

import pytest

from benchmarks.service.load import Pace, Trial, burden


def test_everything_is_answered_while_a_solve_runs():
    paces = burden(
        Trial(servers=2, people=3, seconds=2, questions=1, jobs=20, workers=1)
    )
    told = {pace.kind: pace.requests for pace in paces}
    assert told["answer a small question"] == 1
    assert told["accept a question"] == 20
    assert told["read anything, with pauses"] >= 3
    assert told["read anything, at one instant"] % 3 == 0
    assert told["read anything, without a pause"] >= 3


@pytest.mark.parametrize(("most", "kept"), [(None, True), (0.5, True), (0.01, False)])
def test_a_pace_is_kept_where_nineteen_of_twenty_are_in_time(most, kept):
    pace = Pace.of("x", [0.01] * 18 + [0.2, 0.2], most)
    assert pace.p50 == 0.01
    assert pace.slowest == 0.2
    assert pace.is_kept is kept


@pytest.mark.parametrize("seconds", [[1.0], [1.0, 9.0], [1.0, 2.0, 9.0]])
def test_nineteen_of_twenty_do_not_take_longer_than_all(seconds):
    pace = Pace.of("x", seconds, None)
    assert pace.p50 <= pace.p95 <= pace.slowest
