"""The course of a search as a page shows it."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from api.storage.events import EventRecord
from api.web.courses import HEIGHT, MARGIN, WIDTH, course_of

BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)


def course(*told):
    """The course of a job that has told so much."""
    events = [
        EventRecord(number, kind, json.dumps(data), BEGAN + timedelta(seconds=at))
        for number, (kind, data, at) in enumerate(told, start=1)
    ]
    ended = BEGAN + timedelta(seconds=7)
    return course_of(SimpleNamespace(started_at=BEGAN, finished_at=ended), events)


def point(seconds, value=None, bound=None, tier="net_value"):
    """A better value or bound."""
    found = {"seconds": seconds, "tier": tier, "value": value, "bound": bound}
    return ("point", {"point": found}, seconds)


STARTED = ("started", {}, 0)


def test_value_and_bound_share_one_frame():
    found = course(STARTED, point(0, 10, 30), point(2, 20, 30), point(4, 20, 20))
    assert (found.value.last, found.bound.last) == (20, 20)
    ys = [float(pair.split(",")[1]) for pair in found.bound.points.split()]
    assert (min(ys), max(ys)) == (MARGIN, HEIGHT / 2)
    assert found.value.points.endswith(found.bound.points.rpartition(" ")[2])
    assert found.seconds == 7
    assert (found.frame.least, found.frame.most) == (10, 30)


def test_a_single_number_is_a_line_from_when_it_was_found_until_now():
    points = course(STARTED, point(3.5, 5)).value.points.split()
    assert points == [f"{WIDTH / 2},{HEIGHT / 2}", f"{WIDTH - MARGIN},{HEIGHT / 2}"]


def test_only_the_goal_and_the_question_of_now_are_drawn():
    step = ("step", {"done": 1, "expected": 2, "question": "best response"}, 5)
    found = course(STARTED, point(0, 1), step, point(5, 2), point(6, 9, tier="moves"))
    assert (found.question, found.done, found.expected) == ("best response", 1, 2)
    assert found.tier == "moves"
    assert found.value.last == 9
    assert found.value.points.startswith(f"{WIDTH / 2},")
    assert course(STARTED, point(0, 1), step).value is None


def test_what_may_not_be_seen_is_not_drawn():
    found = course(("point", {"seconds": 1.0, "tier": "net_value"}, 1))
    assert (found.value, found.bound, found.frame) == (None, None, None)


def test_a_job_that_waits_has_no_course():
    waiting = SimpleNamespace(started_at=None, finished_at=None)
    found = course_of(waiting, [])
    assert (found.seconds, found.value, found.question) == (None, None, "")
