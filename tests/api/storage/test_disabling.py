"""Users who are disabled in one step, and enabled again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from api.access.principal import Role
from api.storage import audit, disabling, keys, passwords, principals, sessions
from api.storage.errors import (
    LastAdministrator,
    NotAllowed,
    NotFound,
    UserDisabled,
)
from api.storage.keys import NewKey
from api.storage.sessions import Lifetime

LIFETIME = Lifetime(timedelta(hours=1), timedelta(hours=8))


def test_who_is_disabled_comes_in_no_way_until_they_are_enabled(
    database, administrator, planner
):
    with database.writing() as session:
        keys.issue(session, administrator, planner.id, NewKey("key", "x"))
        passwords.put(session, administrator, planner.id, "hash")
        sessions.begin(session, planner, "browser", LIFETIME)
        found = disabling.disable(session, administrator, planner.id)
        again = disabling.disable(session, administrator, planner.id)
        assert found == again
        assert found.disabled_at is not None
        (key,) = keys.of_user(session, administrator, planner.id)
        assert key.revoked_at is not None
        assert sessions.find(session, "browser", LIFETIME) is None
        assert principals.by_id(session, planner.id) is None
        with pytest.raises(UserDisabled, match="Priya"):
            keys.issue(session, administrator, planner.id, NewKey("new", "x"))
    with database.writing() as session:
        assert disabling.enable(session, administrator, planner.id).disabled_at is None
        assert principals.by_id(session, planner.id) == planner
        assert principals.authenticate(session, "key") is None
        assert sessions.find(session, "browser", LIFETIME) is None
        told, _ = audit.page(session, administrator, size=2)
    assert [one.action for one in told] == ["user.enable", "user.disable"]
    assert told[1].detail == {"keys": 1, "sessions": 1}


@pytest.mark.parametrize("other", [None, Role.PLANNER, Role.ADMINISTRATOR])
def test_the_last_who_can_come_as_an_administrator_is_not_disabled(
    database, administrator, known, other
):
    another = known("Sam", Role.ADMINISTRATOR)
    if other is not None:
        with database.writing() as session:
            new = NewKey("sam", "x", keys.Scope(other))
            keys.issue(session, administrator, another.id, new)
    with database.writing() as session:
        if other is Role.ADMINISTRATOR:
            disabling.disable(session, administrator, administrator.id)
            return
        with pytest.raises(LastAdministrator):
            disabling.disable(session, administrator, administrator.id)


def test_of_two_who_disable_each_other_one_stays(database, administrator, known):
    other = known("Sam", Role.ADMINISTRATOR)
    with database.writing() as session:
        keys.issue(session, other, other.id, NewKey("sam", "x"))

    def disabled(both):
        try:
            with database.writing() as session:
                disabling.disable(session, both[0], both[1].id)
        except LastAdministrator:
            return False
        return True

    pairs = ((administrator, other), (other, administrator))
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(disabled, pairs)) == [False, True]


def test_only_administrators_disable_and_only_whom_there_is(
    database, administrator, planner
):
    with database.writing() as session:
        for step in (disabling.disable, disabling.enable):
            with pytest.raises(NotAllowed):
                step(session, planner, planner.id)
            with pytest.raises(NotFound):
                step(session, administrator, "nobody")
