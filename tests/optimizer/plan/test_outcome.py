"""What can be said of an outcome, with a plan and without."""

import pytest

from optimizer.errors import NoPlanFound
from optimizer.plan import Certificate, Conflict, Control, Outcome, Plan, Point
from optimizer.portfolio.issue import Issue

CERTIFICATE = Certificate(
    seed=0, workers=1, seconds=0, input_hash="", versions={}, engine="", repeatable=True
)


def outcome(**fields):
    return Outcome(certificate=CERTIFICATE, **fields)


def test_a_plan_that_is_there_is_returned():
    plan = Plan(name="best")
    assert outcome(status="optimal", plan=plan).require_plan() is plan


def test_a_missing_plan_is_refused_with_the_conflict():
    members = (
        Issue(code="links", where="P/B", message="B follows A."),
        Issue(code="windows", where="P/A", message="A is late."),
    )
    with pytest.raises(NoPlanFound) as caught:
        outcome(status="infeasible", conflict=Conflict(members=members)).require_plan()
    assert str(caught.value) == (
        "No plan: infeasible. P/B: B follows A. [links]; P/A: A is late. [windows]"
    )


def test_a_missing_plan_without_a_conflict_says_why_the_search_stopped():
    with pytest.raises(NoPlanFound) as caught:
        outcome(status="out_of_time").require_plan()
    assert str(caught.value) == "No plan: out_of_time."


def test_whoever_watches_is_told():
    seen = []
    point = Point(seconds=1, tier="value")
    Control(watch=seen.append).report(point)
    Control().report(point)
    assert seen == [point]
