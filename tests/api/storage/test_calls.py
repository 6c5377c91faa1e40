"""Whoever waits for jobs is called when there is something to do."""

from contextlib import suppress
from threading import Event

import pytest

from api.storage import calls
from api.storage.calls import Listener


@pytest.fixture
def heard():
    """Set when somebody calls."""
    return Event()


@pytest.fixture
def listener(database, heard):
    """Somebody who listens until the test ends."""
    listener = Listener(database, heard.set)
    listener.start()
    yield listener
    listener.stop()


def test_a_call_is_heard_when_it_is_committed(database, listener, heard):
    if database.is_embedded:
        assert not listener.hears
        return
    assert heard.wait(60)  # it calls once when it begins to hear
    assert listener.hears
    heard.clear()
    with suppress(ZeroDivisionError), database.writing() as session:
        calls.call(session)
        raise ZeroDivisionError
    assert not heard.wait(0.5)
    with database.writing() as session:
        calls.call(session)
    assert heard.wait(60)
