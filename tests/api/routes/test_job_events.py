"""The course of a job as server-sent events."""

import re

import pytest

from api.routes import job_events
from api.storage import events, tables


@pytest.fixture
def over(chief, waiting, app):
    """A job that waited, found two values and was cancelled."""
    with app.state.service.database.writing() as session:
        job = session.get(tables.Job, waiting.rpartition("/")[2])
        events.append(session, job, "point", '{"value": 1.0}')
        events.append(session, job, "point", '{"value": 2.0}')
    chief.post(f"{waiting}/cancel")
    return waiting


def told(answer):
    """The number and name of every event of a stream."""
    return re.findall(r"event: (\w+)\ndata: .*\nid: (\d+)", answer.text)


def test_a_job_is_told_from_its_beginning_to_its_end(chief, over):
    answer = chief.get(f"{over}/events")
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert told(answer) == [
        ("queued", "1"),
        ("point", "2"),
        ("point", "3"),
        ("cancelled", "4"),
    ]
    assert 'data: {"value": 2.0}' in answer.text


@pytest.mark.parametrize("last", [1, 2, 3])
def test_who_comes_back_is_told_what_they_have_missed(chief, over, last):
    answer = chief.get(f"{over}/events", headers={"Last-Event-ID": str(last)})
    assert [int(number) for _, number in told(answer)] == list(range(last + 1, 5))


def test_who_has_seen_the_end_is_told_not_to_come_back(chief, over):
    answer = chief.get(f"{over}/events", headers={"Last-Event-ID": "4"})
    assert (answer.status_code, answer.text) == (204, "")


def test_a_stream_that_nobody_may_see_is_refused_before_it_begins(join, over):
    refused = join().get(f"{over}/events")
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("lost", ["the key", "the role"])
def test_a_stream_ends_for_whoever_may_follow_no_more(
    chief, kept, waiting, with_key, monkeypatch, lost
):
    user = f"/v1/users/{chief.post('/v1/users', json={'name': 'Kim'}).json()['id']}"
    role = f"{user}/roles/{kept.rpartition('/')[2]}"
    chief.put(role, json={"role": "viewer"})
    key = chief.post(f"{user}/keys", json={"label": "x"}).json()
    losing = f"/v1/keys/{key['id']}" if lost == "the key" else role
    looked = []

    def news(self, number, news=job_events.Watch.news):
        assert len(looked) < 9, "it goes on"
        looked.append(number)
        if len(looked) == 2:
            assert chief.delete(losing).is_success
            return ()
        return news(self, number)

    monkeypatch.setattr(job_events, "SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr(job_events, "LOOKS_BETWEEN_CHECKS", 2)
    monkeypatch.setattr(job_events.Watch, "news", news)
    answer = with_key(key["secret"]).get(f"{waiting}/events")
    assert told(answer) == [("queued", "1")]


def test_a_stream_ends_when_the_server_stops(chief, waiting, app):
    app.state.service.stopping.set()
    try:
        answer = chief.get(f"{waiting}/events")
    finally:
        app.state.service.stopping.clear()
    assert answer.status_code == 200
    assert told(answer) == []
