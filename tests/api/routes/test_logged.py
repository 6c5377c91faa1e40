"""Every request has a line in the log, with ids and without what it carries."""

import logging

import pytest

from api.logs import _subject


class Listening(logging.Handler):
    """Keeps what is told, with what it is about."""

    def __init__(self):
        super().__init__()
        self.told = []

    def emit(self, record):
        """Keep it."""
        fields = ("method", "path", "status", "job")
        told = {name: getattr(record, name) for name in fields if hasattr(record, name)}
        self.told.append(_subject(None, "", {"event": record.getMessage(), **told}))


@pytest.fixture
def told(monkeypatch):
    """What the service tells, from the level of information on."""
    handler, logger = Listening(), logging.getLogger("api")
    monkeypatch.setattr(logger, "level", logging.INFO)
    logging.getLogger("api.logged").setLevel(logging.NOTSET)
    logger.addHandler(handler)
    yield handler.told
    logger.removeHandler(handler)


@pytest.fixture
def me(chief):
    """The id of the administrator."""
    return chief.get("/v1/users").json()["items"][0]["id"]


def test_a_request_is_told_with_who_and_which(chief, kept, me, told):
    chief.get(f"{kept}?version=1", headers={"X-Request-Id": "abc-1"})
    assert told == [
        {
            "event": "request",
            "request": "abc-1",
            "user": me,
            "method": "GET",
            "path": kept,
            "status": 200,
        }
    ]


def test_a_refusal_is_told_by_its_number(chief, told):
    chief.get("/v1/portfolios/nobody-knows-this")
    assert repr(told[-1]["status"]) == "422"


def test_a_submitted_job_is_told_with_its_request(chief, kept, told):
    answer = chief.post(f"{kept}/solves", json={})
    queued = next(one for one in told if one["event"] == "job queued")
    assert queued["job"] == answer.json()["id"]
    assert queued["request"] == answer.headers["X-Request-Id"]
    chief.post(f"/v1/jobs/{answer.json()['id']}/cancel")


def test_what_machines_ask_all_the_time_is_not_told(with_key, told):
    with_key().get("/health")
    assert told == []
