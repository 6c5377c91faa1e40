"""Our engine reaches every optimum found by hand, through the ordinary `solve()`."""

from pathlib import Path

import pytest

from benchmarks.child import attempt
from benchmarks.instances import instances
from benchmarks.quarterdeck import solve
from benchmarks.record import Settings

TINY = instances(Path(__file__).parent / "tiny", everything=True)
SETTINGS = Settings(seconds=30, workers=1)


@pytest.mark.parametrize("instance", TINY, ids=lambda instance: instance.set)
def test_the_optimum_found_by_hand_is_proven(instance):
    found = solve(instance.portfolio(), instance.goals, SETTINGS, lambda *_: None)
    best = instance.upper_bound
    assert (found.status, found.value, found.bound) == ("optimal", best, best)


def test_a_child_solves_and_the_checker_judges():
    (instance,) = (i for i in TINY if i.family == "mspsp")
    answer = attempt(instance, SETTINGS)
    assert (answer.status, answer.value, answer.error) == ("optimal", 5, "")
    assert (answer.measured, answer.accepted, answer.broken) == (5, True, ())
