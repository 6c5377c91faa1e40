import pytest

from optimizer.plan.outcome import TierResult
from optimizer.plan.tiers import headline


@pytest.mark.parametrize(
    ("statuses", "word"),
    [
        ([("optimal", True), ("feasible", False)], "optimal"),
        ([("feasible", True), ("optimal", False)], "feasible"),
        ([("optimal", False), ("feasible", False)], "feasible"),
        ([("optimal", False), ("optimal", False)], "optimal"),
    ],
)
def test_the_headline_is_that_of_what_must_be_proven(statuses, word):
    tiers = tuple(
        TierResult(name="t", value=1, bound=1, status=status, must_prove=must)
        for status, must in statuses
    )
    assert headline(tiers) == word
