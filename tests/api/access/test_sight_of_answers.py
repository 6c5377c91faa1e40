"""Whoever may only read learns nothing of money of people from any answer.

Every kind of question is asked in two worlds that differ in nothing but rates, prices,
budgets and reasons of leave, and in which the same plans are best.
"""

import pytest

from api.access.seen_results import Look, seen_result
from api.access.sight import LIMITED
from api.jobs.answering import answer
from api.jobs.questions import KINDS, QUESTIONS
from optimizer.cpsat.clock import Clock
from optimizer.plan.effort import Control
from tests.api.access.worlds import BASELINE, HERE, THERE

EFFORT = {"deterministic": 5, "workers": 1}
ASKED = {
    "solve": [{}],
    "what_if": [{}],
    "comparison": [{"answers": True, "causes": True}],
    "moves": [{}],
    "conflict": [{}, {"project": "R"}],
    "price": [
        {"price": {"of": "people"}},
        {"price": {"of": "budget", "budget": "stated"}},
    ],
    "curve": [
        {"curve": {"of": "moves", "most": 1}},
        {"curve": {"of": "budget", "budget": "stated", "at": [500]}},
    ],
    "front": [{"most": 3}],
}
PRICED = {"price": [{"price": {"of": "offer", "offer": "Cyd"}}]}
CASES = [
    pytest.param(kind, more, offers, id=f"{kind}-{number}-{'with' if offers else 'no'} offers")
    for offers in (False, True)
    for kind in KINDS
    for number, more in enumerate([*ASKED[kind], *(PRICED.get(kind, []) if offers else [])])
]  # fmt: skip


def asked(world, kind, more, offers):
    question = {
        "kind": kind,
        "portfolio": world.portfolio(offers=offers),
        "baseline": BASELINE,
        "effort": EFFORT,
        **more,
    }
    scenario = world.scenario(offers=offers)
    if kind == "comparison":
        question["scenarios"] = [scenario]
    elif kind == "what_if":
        question["scenario"] = scenario
    return QUESTIONS.validate_python(question)


@pytest.fixture(autouse=True)
def no_time_passes(monkeypatch):
    """How long something took is the same in both worlds: nothing."""
    monkeypatch.setattr(Clock, "seconds", lambda self: 0.0)


@pytest.mark.parametrize(("kind", "more", "offers"), CASES)
def test_an_answer_tells_who_may_only_read_the_same_in_both_worlds(kind, more, offers):
    here, there = (asked(world, kind, more, offers) for world in (HERE, THERE))
    one, other = (answer(each, Control(), lambda step: None) for each in (here, there))
    assert one.kind == other.kind == "answered", (one, other)
    assert [it.plan for it in one.plans] == [it.plan for it in other.plans]
    look = Look(LIMITED, here.is_priced)
    shown = [seen_result(kind, each.result, look) for each in (one, other)]
    assert shown[0] == shown[1]
    assert one.limited == other.limited
