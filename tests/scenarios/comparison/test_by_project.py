"""Differences by project."""

from decimal import Decimal

import pytest

from optimizer.plan.outcome import SolveStatus
from scenarios.answers.answer import Answer, AnswerKind
from scenarios.candidate import Candidate
from scenarios.comparison.by_project import Fate, difference
from scenarios.errors import NotAnswered
from scenarios.interval import Interval


def test_an_offer_costs_what_its_engagement_costs(small, answered):
    alone = small.replace(portfolio=small.portfolio.replace(offers=()))
    found = difference(answered("Alone", alone), answered("Helped", small))
    rows = {row.item: row for row in found.rows}
    assert rows["B"].was is Fate.DROPPED
    assert rows["B"].becomes is Fate.ON_TIME
    assert rows["B"].difference == Decimal("70.25")
    assert rows["Con"].is_offer
    assert rows["Con"].difference == Decimal(-55)
    assert found.total == Decimal("15.25")
    assert found.of_the_best == Interval.exactly(found.total)


def test_there_and_back_are_opposite(small, answered):
    alone = small.replace(portfolio=small.portfolio.replace(offers=()))
    one, other = answered("Alone", alone), answered("Helped", small)
    assert difference(one, other).total == -difference(other, one).total


def test_the_difference_of_unproven_bests_is_an_interval(small, answered):
    known = answered("Known", small)
    open_end = Interval(low=known.answer.net_value.low, high=Decimal(150))
    unproven = known.answer.replace(net_value=open_end)
    found = difference(known, Candidate("Open", small, unproven))
    assert found.total == 0
    assert found.of_the_best == Interval(low=Decimal(0), high=Decimal("34.75"))


def test_what_has_no_plan_differs_from_nothing(small, answered):
    nothing = Answer(
        kind=AnswerKind.RESPONSE,
        status=SolveStatus.INFEASIBLE,
        net_value=Interval(low=None, high=None),
    )
    with pytest.raises(NotAnswered, match="'None' has no plan"):
        difference(answered("Some", small), Candidate("None", small, nothing))
