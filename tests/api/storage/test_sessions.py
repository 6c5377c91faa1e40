"""Sessions of browsers: how long they last, and what ends them."""

from datetime import timedelta

import pytest

from api.access.principal import Role, Scope
from api.storage import keys, sessions, tables
from api.storage.keys import NewKey
from api.storage.sessions import Lifetime

LIFETIME = Lifetime(idle=timedelta(hours=1), whole=timedelta(hours=8))


@pytest.fixture
def begun(database, planner):
    """A session of the planner, by its digest."""
    with database.writing() as session:
        sessions.begin(session, planner, "digest", LIFETIME)
    return "digest"


def age(database, **ages):
    """Let all sessions have begun, or been seen, earlier."""
    with database.writing() as session:
        for row in session.query(tables.Session):
            for name, hours in ages.items():
                setattr(row, name, getattr(row, name) - timedelta(hours=hours))


def test_a_session_is_that_of_who_began_it(database, begun, planner):
    with database.reading() as session:
        found = sessions.find(session, begun, LIFETIME)
        assert (found.principal, found.stale) == (planner, False)
        assert sessions.find(session, "another", LIFETIME) is None


def test_a_session_without_a_request_is_over(database, begun):
    age(database, seen_at=1.1)
    with database.reading() as session:
        assert sessions.find(session, begun, LIFETIME) is None


def test_a_session_that_is_used_lasts_and_is_over_all_the_same(database, begun):
    for _ in range(9):
        age(database, seen_at=0.8, began_at=0.8)
        with database.writing() as session:
            assert sessions.find(session, begun, LIFETIME).stale
            sessions.touch(session, begun)
    age(database, began_at=1)
    with database.reading() as session:
        assert sessions.find(session, begun, LIFETIME) is None


def test_what_is_over_is_removed_when_somebody_signs_in(database, begun, planner):
    age(database, seen_at=2)
    with database.writing() as session:
        sessions.begin(session, planner, "new", LIFETIME)
        assert [row.digest for row in session.query(tables.Session)] == ["new"]


def test_a_session_is_no_more_than_the_key_that_began_it(database, planner):
    with database.writing() as session:
        new = NewKey("key", "x", Scope(Role.VIEWER))
        key = keys.issue(session, planner, planner.id, new)
        sessions.begin(session, planner, "digest", LIFETIME, key.id)
        assert sessions.find(session, "digest", LIFETIME).principal.role is Role.VIEWER
        keys.revoke(session, planner, key.id)
        assert sessions.find(session, "digest", LIFETIME) is None


def test_a_session_ends_once(database, begun, planner):
    with database.writing() as session:
        sessions.end(session, planner, begun)
        sessions.end(session, planner, begun)
        assert sessions.find(session, begun, LIFETIME) is None
