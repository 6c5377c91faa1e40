"""How long a question may take."""

import pytest
from pydantic import ValidationError

from api.jobs.questions import Effort, SolveQuestion, limit_of


@pytest.mark.parametrize(
    ("effort", "longest", "limit"),
    [
        ({"seconds": 5}, 100, 5),
        ({"seconds": 500}, 100, 100),
        ({"seconds": 5, "deterministic": 1}, 100, 100),
        ({}, 100, 60),
    ],
)
def test_a_question_says_how_long_it_may_take(portfolio, effort, longest, limit):
    question = SolveQuestion(portfolio=portfolio, effort=effort).model_dump_json()
    assert limit_of(question, longest) == limit


@pytest.mark.parametrize(
    "seconds", [0, -1, 86_401, float("nan"), float("inf"), 10**400, True, "60", None]
)
def test_an_effort_without_sense_is_refused(seconds):
    with pytest.raises(ValidationError):
        Effort(seconds=seconds)


def test_an_effort_is_that_of_the_engine():
    limits = Effort(seconds=5, deterministic=2, workers=3, seed=4).limits
    assert (limits.seconds, limits.deterministic) == (5, 2)
    assert (limits.workers, limits.seed) == (3, 4)
