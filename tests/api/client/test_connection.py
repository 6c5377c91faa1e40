"""What a client does where answers are lost, late or refused."""

import httpx2
import pytest

from api.client import (
    Busy,
    Job,
    JobView,
    NotFound,
    Quarterdeck,
    Refused,
    ServiceFault,
    Unreachable,
    patience,
)
from api.client.answers import Stored
from optimizer import Portfolio

KEPT = {
    "id": "1",
    "version": 1,
    "name": "",
    "digest": "",
    "created_at": "2026-01-05T00:00:00Z",
    "created_by": "2",
    "running": 0,
    "running_plan_id": None,
}
PROBLEM = {
    "type": "urn:x",
    "title": "Too many jobs are waiting",
    "status": 429,
    "code": "too_many_queued",
    "detail": "100 jobs are waiting already.",
    "hint": "Wait.",
    "request": "r",
    "issues": [{"code": "c", "where": "w", "message": "m", "severity": "error"}],
}
LOST = httpx2.ReadError("lost")
KEPT_ANSWER = httpx2.Response(201, json=KEPT)


@pytest.fixture
def slept(monkeypatch):
    """The pauses that were made, without making them."""
    pauses = []
    monkeypatch.setattr(patience, "sleep", pauses.append)
    return pauses


@pytest.fixture
def talking(slept):
    """A function from what happens to requests to a client and what it sent."""
    opened = []

    def talk(*happenings):
        sent = []

        def happen(request):
            sent.append(request)
            happening = happenings[min(len(sent), len(happenings)) - 1]
            if isinstance(happening, Exception):
                raise happening
            return happening

        client = Quarterdeck(
            "http://nowhere", "qd_x", transport=httpx2.MockTransport(happen)
        )
        opened.append(client)
        return client, sent

    yield talk
    for client in opened:
        client.close()


def keys(sent):
    """The idempotency keys of requests."""
    return {request.headers.get("Idempotency-Key") for request in sent}


@pytest.mark.parametrize(
    "hindrance",
    [
        pytest.param(LOST, id="connection lost"),
        pytest.param(httpx2.ConnectError("no"), id="nobody listens"),
        pytest.param(httpx2.ReadTimeout("late"), id="no answer in time"),
        pytest.param(httpx2.Response(502), id="bad gateway"),
        pytest.param(httpx2.Response(503), id="not there yet"),
        pytest.param(httpx2.Response(504), id="gateway waited too long"),
        pytest.param(httpx2.Response(429), id="too much at once"),
    ],
)
def test_a_post_is_sent_again_under_the_same_key(talking, portfolio, hindrance):
    client, sent = talking(hindrance, hindrance, KEPT_ANSWER)
    assert client.portfolios.create(portfolio).id == "1"
    assert len(sent) == 3
    (key,) = keys(sent)
    assert len(key) >= 32
    assert len({request.content for request in sent}) == 1


def test_two_posts_have_two_keys(talking, portfolio):
    client, sent = talking(KEPT_ANSWER)
    for _ in range(2):
        client.portfolios.create(portfolio)
    assert len(keys(sent)) == 2


@pytest.mark.parametrize("hindrance", [LOST, httpx2.Response(502)])
def test_a_change_of_a_version_is_not_sent_again(talking, portfolio, hindrance):
    client, sent = talking(hindrance)
    with pytest.raises((Unreachable, ServiceFault)):
        client.portfolios.replace(Stored("1", 1, portfolio))
    assert len(sent) == 1
    assert sent[0].headers["If-Match"] == '"1"'


@pytest.mark.parametrize("hindrance", [LOST, httpx2.Response(502)])
def test_a_password_is_not_changed_again_with_one_that_may_be_the_old_one(
    talking, hindrance
):
    client, sent = talking(hindrance, httpx2.Response(204))
    with pytest.raises((Unreachable, ServiceFault)):
        client.users.set_password("1", "new", present="old")
    assert len(sent) == 1
    client.users.set_password("1", "new")
    assert len(sent) == 2


@pytest.mark.parametrize("hindrance", [httpx2.ConnectError("no"), httpx2.Response(429)])
def test_a_password_is_changed_where_it_surely_was_not(talking, hindrance):
    client, sent = talking(hindrance, httpx2.Response(204))
    client.users.set_password("1", "new", present="old")
    assert len(sent) == 2


@pytest.mark.parametrize("hindrance", [httpx2.ConnectError("no"), httpx2.Response(429)])
def test_a_change_that_was_surely_not_made_is_sent_again(talking, portfolio, hindrance):
    client, sent = talking(hindrance, httpx2.Response(200, json=KEPT))
    assert client.portfolios.replace(Stored("1", 1, portfolio)).version == 1
    assert len(sent) == 2


def test_it_waits_as_long_as_it_is_told_to(talking, portfolio, slept):
    later = httpx2.Response(429, json=PROBLEM, headers={"Retry-After": "7"})
    client, _ = talking(later, KEPT_ANSWER)
    client.portfolios.create(portfolio)
    assert slept == [7.0]


def test_it_gives_up_where_it_is_told_to_wait_too_long(talking, portfolio, slept):
    later = httpx2.Response(429, json=PROBLEM, headers={"Retry-After": "3600"})
    client, sent = talking(later)
    with pytest.raises(Busy) as refusal:
        client.portfolios.create(portfolio)
    assert (slept, len(sent)) == ([], 1)
    assert refusal.value.code == "too_many_queued"
    assert refusal.value.hint == "Wait."
    assert [str(issue) for issue in refusal.value.issues] == ["w: m [c]"]
    assert "100 jobs are waiting already." in str(refusal.value)


def test_pauses_become_longer(talking, slept, monkeypatch):
    clock = iter(range(0, 10_000, 8))
    monkeypatch.setattr(patience, "monotonic", lambda: next(clock))
    client, sent = talking(LOST)
    with pytest.raises(Unreachable, match="lost"):
        client.health()
    assert 3 <= len(sent) == len(slept) + 1
    assert slept[0] < slept[2] <= patience.LONGEST_PAUSE


def test_what_waiting_does_not_cure_is_told_at_once(talking, slept):
    outdated = PROBLEM | {"status": 503, "code": "schema_outdated"}
    kind = {"Content-Type": "application/problem+json"}
    client, sent = talking(httpx2.Response(503, json=outdated, headers=kind))
    with pytest.raises(ServiceFault) as refusal:
        client.portfolios.versions("1")
    assert (refusal.value.code, len(sent), slept) == ("schema_outdated", 1, [])


def test_an_answer_that_is_no_problem_is_refused_all_the_same(talking):
    client, _ = talking(httpx2.Response(418, text="<html>teapot</html>"))
    with pytest.raises(Refused, match="418"):
        client.portfolios.versions("1")


def test_every_request_brings_the_key(talking, portfolio):
    client, sent = talking(httpx2.Response(200, json={"status": "alive"}))
    client.health()
    assert sent[0].headers["Authorization"] == "Bearer qd_x"
    assert sent[0].headers["User-Agent"].startswith("quarterdeck-client/")
    assert isinstance(portfolio, Portfolio)


def stream(*events):
    """A stream of events, by number and kind."""
    text = "".join(f"event: {kind}\ndata: {{}}\nid: {n}\n\n" for n, kind in events)
    kind = {"Content-Type": "text/event-stream"}
    return httpx2.Response(200, text=text, headers=kind)


def followed(client):
    """What the events of a job tell."""
    view = JobView.model_construct(id="1", kind="solve")
    return [event.number for event in Job(client._connection, view).events()]


def test_events_go_on_behind_the_last_one(talking):
    client, sent = talking(
        stream((1, "queued"), (2, "started")),
        LOST,
        httpx2.Response(503, headers={"Retry-After": "1"}),
        stream((3, "done")),
    )
    assert followed(client) == [1, 2, 3]
    asked = [request.headers.get("Last-Event-ID") for request in sent]
    assert asked == [None, "2", "2", "2"]


def test_events_end_where_the_service_has_no_more(talking):
    client, _ = talking(stream((1, "queued")), httpx2.Response(204))
    assert followed(client) == [1]


def test_half_an_event_is_none(talking):
    whole = stream((1, "queued"), (2, "started")).content
    kind = {"Content-Type": "text/event-stream"}
    half = httpx2.Response(200, content=whole[:-3], headers=kind)
    client, sent = talking(half, stream((2, "started"), (3, "done")))
    assert followed(client) == [1, 2, 3]
    assert sent[1].headers["Last-Event-ID"] == "1"


def test_a_stream_that_may_not_be_seen_is_refused_at_once(talking, slept):
    missing = PROBLEM | {"status": 404, "code": "not_found"}
    client, _ = talking(httpx2.Response(404, json=missing))
    with pytest.raises(NotFound):
        followed(client)
    assert slept == []


def test_what_is_no_stream_is_no_answer(talking, monkeypatch):
    clock = iter(range(0, 10_000, 20))
    monkeypatch.setattr(patience, "monotonic", lambda: next(clock))
    client, _ = talking(httpx2.Response(200, text="<html>"))
    with pytest.raises(Unreachable, match="event-stream"):
        followed(client)
