from dataclasses import replace
from multiprocessing import Pipe

import pytest

from benchmarks import child
from benchmarks.engine import Inexpressible, Solution
from benchmarks.instances import instances
from benchmarks.record import Answer, Settings

SETTINGS = Settings(seconds=0.05)


@pytest.fixture
def instance(tiny):
    """The hand-written multi-mode instance."""
    return instances(tiny, ["mrcpsp"], everything=True)[0]


@pytest.fixture
def pipe():
    """Both ends of a pipe, as between a child and its parent."""
    receiver, sender = Pipe(duplex=False)
    yield receiver, sender
    receiver.close()
    sender.close()


@pytest.fixture
def told(monkeypatch, instance, pipe):
    """What a child with a given engine sends, up to its last word."""

    def messages(solve):
        monkeypatch.setattr(child, "engine", lambda _: solve)
        receiver, sender = pipe
        child._work(sender, instance, SETTINGS)
        found = []
        while receiver.poll():
            found.append(receiver.recv())
        return found

    return messages


def test_the_answer_is_the_last_word(pipe):
    receiver, sender = pipe
    answer = Answer("optimal", 4, 4)
    for message in ("ready", (5, None), answer):
        sender.send(message)
    assert child._listen(receiver, SETTINGS) == answer


def test_a_child_that_does_not_end_leaves_its_best_value_and_bound(pipe, monkeypatch):
    monkeypatch.setattr(child, "grace", lambda _: 1.0)
    receiver, sender = pipe
    for message in ("ready", (7, None), (6, 2), (None, 3)):
        sender.send(message)
    found = child._listen(receiver, SETTINGS)
    assert (found.status, found.value, found.bound, found.accepted) == (
        "killed",
        6,
        3,
        None,
    )


def test_a_child_that_never_gets_ready_is_given_up(pipe, monkeypatch):
    monkeypatch.setattr(child, "START_UP", 0.05)
    assert child._listen(pipe[0], Settings()).status == "killed"


def test_a_child_that_dies_has_crashed(pipe):
    receiver, sender = pipe
    sender.close()
    found = child._listen(receiver, SETTINGS)
    assert (found.status, found.error) == ("crashed", "the process died")


@pytest.mark.parametrize(("seconds", "expected"), [(5, 10), (60, 10), (300, 30)])
def test_the_grace_is_ten_seconds_or_a_tenth(seconds, expected):
    assert child.grace(seconds) == expected


def test_improvements_are_told_on_the_way(told):
    def solve(portfolio, goals, settings, watch):
        watch(6, 3)
        return Solution("out_of_time", None, None, 3)

    ready, improvement, answer = told(solve)
    assert (ready, improvement) == ("ready", (6, 3))
    assert replace(answer, seconds=0) == Answer("out_of_time", bound=3)


def test_what_an_engine_cannot_express_is_said(told):
    def solve(*_):
        raise Inexpressible("no teams")

    assert told(solve)[-1] == Answer("inexpressible", error="no teams")


def test_an_error_in_the_engine_is_a_crash_with_its_traceback(told):
    def solve(*_):
        raise RuntimeError("out of luck")

    answer = told(solve)[-1]
    assert answer.status == "crashed"
    assert "out of luck" in answer.error
