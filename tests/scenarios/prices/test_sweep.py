from decimal import Decimal

import pytest

from optimizer.plan.outcome import SolveStatus
from optimizer.plan.plan import Plan
from scenarios.curve import Trend
from scenarios.interval import Interval
from scenarios.prices.questions import Best, Questions
from scenarios.prices.sweep import Place, sweep


@pytest.fixture
def answers(monkeypatch):
    """Number → its best, and the numbers asked for in order.

    A situation is a number here, and a plan is named after its own.
    """
    known, asked = {}, []

    def best(questions, _, situation, plans=(), ceiling=None):
        asked.append(situation)
        return known[situation]

    monkeypatch.setattr(Questions, "best", best)
    return known, asked


def exactly(number, value):
    """A proven best."""
    return Best(Interval.exactly(value), SolveStatus.OPTIMAL, Plan(name=str(number)))


def places(count):
    """Numbers from 0."""
    return [Place(Decimal(number), str(number), number) for number in range(count)]


IMPOSSIBLE = Best(Interval(low=None, high=None), SolveStatus.INFEASIBLE)


def test_a_stretch_with_equal_ends_is_not_searched(answers, asker):
    known, asked = answers
    known.update({number: exactly(number, 5) for number in range(9)})
    curve = sweep("numbers", places(9), asker)
    assert asked == [8, 0]
    assert [point.net_value.low for point in curve.points] == [5] * 9
    assert {point.plan.name for point in curve.points[:-1]} == {"0"}


def test_where_the_loosest_is_impossible_all_are(answers, asker):
    known, asked = answers
    known.update(dict.fromkeys(range(9), IMPOSSIBLE))
    curve = sweep("numbers", places(9), asker)
    assert asked == [8]
    assert {point.status for point in curve.points} == {SolveStatus.INFEASIBLE}


@pytest.mark.parametrize("step", range(1, 16))
def test_a_step_is_found_by_halves(answers, asker, step):
    known, asked = answers
    for number in range(16):
        known[number] = IMPOSSIBLE if number < step else exactly(number, 7)
    curve = sweep("numbers", places(16), asker)
    possible = [p.status is SolveStatus.OPTIMAL for p in curve.points]
    assert possible == [number >= step for number in range(16)]
    assert len(asked) <= 6


def test_what_is_not_proven_is_bounded_by_its_neighbours(answers, asker):
    known, _ = answers
    known[0] = exactly(0, 4)
    known[1] = Best(Interval(low=2, high=9), SolveStatus.FEASIBLE, Plan(name="1"))
    known[2] = exactly(2, 6)
    curve = sweep("numbers", places(3), asker)
    middle = curve.points[1]
    assert middle.net_value == Interval(low=4, high=6)
    assert middle.plan.name == "0"
    assert middle.status is SolveStatus.FEASIBLE


def test_what_both_neighbours_say_is_proven(answers, asker):
    known, _ = answers
    open_best = Interval(low=4, high=9)
    known[0] = exactly(0, 4)
    known[1] = Best(open_best, SolveStatus.FEASIBLE, Plan(name="1"))
    known[2] = Best(Interval(low=4, high=5), SolveStatus.FEASIBLE, Plan(name="2"))
    known[3] = exactly(3, 5)
    curve = sweep("numbers", places(4), asker)
    assert [point.net_value.high for point in curve.points] == [4, 5, 5, 5]


def test_an_open_trend_asks_for_every_number(answers, asker):
    known, asked = answers
    known.update({number: exactly(number, 5 - number) for number in range(4)})
    curve = sweep("numbers", places(4), asker, Trend.OPEN)
    assert asked == [0, 1, 2, 3]
    assert [point.net_value.low for point in curve.points] == [5, 4, 3, 2]


def test_a_stopped_sweep_keeps_what_is_known(answers, asker, monkeypatch):
    known, _ = answers
    known.update({number: exactly(number, number) for number in range(9)})
    answered = Questions.best

    def then_stop(questions, question, situation, *known_already):
        if situation == 4:
            asker.control.stop.set()
        return answered(questions, question, situation, *known_already)

    monkeypatch.setattr(Questions, "best", then_stop)
    curve = sweep("numbers", places(9), asker)
    assert [point.at for point in curve.points] == [0, 4, 8]
    assert not curve.complete


def test_no_numbers_make_an_empty_curve(asker):
    assert sweep("numbers", [], asker).points == ()
