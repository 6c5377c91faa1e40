"""What is drawn in the trial of pages, and how it is told."""

import pytest

from benchmarks.service.load import Pace
from benchmarks.service.paint import PEOPLE, crowd, is_kept
from optimizer.plan.check import check


def test_a_crowd_is_many_people_of_whom_each_works():
    portfolio, plan = crowd(0)
    assert check(plan, portfolio).accepted
    assert len({one.engineer for one in plan.assignments}) == PEOPLE
    assert crowd(1)[0] != portfolio


@pytest.mark.parametrize(("most", "kept"), [(None, True), (0.3, True), (0.1, False)])
def test_half_of_the_times_have_to_be_short(most, kept):
    assert is_kept(Pace.of("x", [0.2, 0.2, 9.0], most)) is kept
