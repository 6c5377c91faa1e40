from threading import Event

import pytest

from optimizer import Control, Goals, Limits, Measure
from scenarios import asking
from scenarios.asking import Asker, Step
from scenarios.situation import Situation
from tests.optimizer.plan.tiny import fixed, portfolio, project

NET_VALUE = Goals.single(Measure.NET_VALUE)


@pytest.fixture
def situation():
    """One project worth 1."""
    return Situation.of(portfolio(project("P", fixed("A"), value=1)))


@pytest.fixture
def asked(monkeypatch):
    """The limits of every question that reaches the engine."""
    limits = []
    solve = asking.solve

    def watched(portfolio, goals, limit, *rest, **more):
        limits.append(limit)
        return solve(portfolio, goals, limit, *rest, **more)

    monkeypatch.setattr(asking, "solve", watched)
    return limits


def test_a_question_is_put_to_the_engine_once(situation, asked):
    asker = Asker(Limits(deterministic=4, workers=1), expected=2)
    first = asker.ask("one", situation, NET_VALUE)
    assert asker.ask("another", situation, NET_VALUE) is first
    assert len(asked) == 1
    assert asker.done == 2


def test_units_are_shared_evenly_so_that_answers_repeat(situation, asked):
    asker = Asker(Limits(deterministic=4, workers=1))
    asker.expect(4)
    asker.ask("value", situation, NET_VALUE)
    asker.ask("makespan", situation, Goals.single(Measure.MAKESPAN), most=0.1)
    assert [limit.deterministic for limit in asked] == pytest.approx([1, 0.4])


def test_what_one_question_leaves_goes_to_the_others(situation, asked):
    asker = Asker(Limits(seconds=1000, workers=1), expected=2)
    asker.ask("value", situation, NET_VALUE)
    asker.ask("makespan", situation, Goals.single(Measure.MAKESPAN))
    first, second = (limit.seconds for limit in asked)
    assert first < 500
    assert 500 < second < 1000


def test_a_question_gets_a_second_even_where_time_is_over(situation, asked):
    asker = Asker(Limits(seconds=0, workers=1))
    asker.ask("value", situation, NET_VALUE)
    assert asked[0].seconds == 1


def test_who_watches_hears_when_a_question_begins_and_is_answered(situation):
    heard = []
    asker = Asker(Limits(deterministic=4, workers=1), watch=heard.append, expected=2)
    asker.ask("value", situation, NET_VALUE)
    with asker.look("at it"):
        pass
    assert heard == [
        Step(0, 2, "value"),
        Step(1, 2, "value"),
        Step(1, 2, "at it"),
        Step(2, 2, "at it"),
    ]


def test_whoever_stops_is_noticed():
    stop = Event()
    asker = Asker(Limits(), Control(stop=stop))
    assert not asker.cancelled
    stop.set()
    assert asker.cancelled
