"""The peer reaches every optimum found by hand, from the same portfolios."""

from pathlib import Path

import pytest

pytest.importorskip("pyjobshop", reason="the peer is in the dependency group bench")

from benchmarks.engine import Inexpressible
from benchmarks.instances import instances
from benchmarks.peers import pyjobshop
from benchmarks.record import Settings
from optimizer.plan.goals import Measure

TINY = instances(Path(__file__).parents[1] / "tiny", everything=True)
SETTINGS = Settings(engine="pyjobshop", seconds=20, workers=1)


def solved(instance):
    return pyjobshop.solve(
        instance.portfolio(), instance.goals, SETTINGS, lambda *_: None
    )


@pytest.mark.parametrize(
    "instance", [i for i in TINY if i.goal is not Measure.COST], ids=lambda i: i.set
)
def test_the_optimum_found_by_hand_is_proven(instance):
    found = solved(instance)
    assert (found.status, found.value, found.bound) == (
        "optimal",
        instance.upper_bound,
        instance.upper_bound,
    )


def test_cost_is_beyond_it():
    (instance,) = (i for i in TINY if i.goal is Measure.COST)
    with pytest.raises(Inexpressible, match="no goal for cost"):
        solved(instance)


def test_too_many_teams_are_beyond_it(monkeypatch):
    monkeypatch.setattr(pyjobshop, "MOST_TEAMS", 2)
    (instance,) = (i for i in TINY if i.family == "mspsp")
    with pytest.raises(Inexpressible, match="more than 2 possible teams"):
        solved(instance)


def test_people_who_can_swap_their_demands_are_one_team():
    (instance,) = (i for i in TINY if i.family == "mslib")
    choices = [
        c for c in pyjobshop._choices(instance.portfolio()) if c.package.id == "4"
    ]
    assert [dict(c.team) for c in choices] == [{"S1": "W1", "S2": "W2"}]
