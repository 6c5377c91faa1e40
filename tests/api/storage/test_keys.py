"""Users, roles, and keys that stop being good."""

from datetime import timedelta

import pytest

from api.access.principal import Principal, Role
from api.storage import keys
from api.storage.errors import NotAllowed, NotFound
from api.storage.identity import moment
from api.storage.keys import NewKey


def test_the_first_start_makes_an_administrator_and_no_later_one_does(database):
    with database.writing() as session:
        key = keys.first_administrator(session, "one")
        assert keys.first_administrator(session, "two") is None
    with database.reading() as session:
        principal = keys.authenticate(session, "one")
        assert keys.authenticate(session, "two") is None
    assert principal == Principal(key.user_id, "administrator", Role.ADMINISTRATOR, {})


def test_a_user_comes_with_their_roles(database, administrator, known, stored):
    user = known("Sam", Role.VIEWER)
    with database.writing() as session:
        keys.grant(session, administrator, user.id, stored.entry.id, Role.APPROVER)
        keys.issue(session, administrator, user.id, NewKey("sam", "laptop"))
    with database.reading() as session:
        found = keys.authenticate(session, "sam")
    assert found == Principal(
        user.id, "Sam", Role.VIEWER, {stored.entry.id: Role.APPROVER}
    )


def test_a_grant_is_changed_and_taken_back(database, administrator, known, stored):
    user = known("Sam", None)
    with database.writing() as session:
        keys.issue(session, user, user.id, NewKey("sam", "laptop"))
    for role in (Role.VIEWER, Role.PLANNER, None, None):
        with database.writing() as session:
            keys.grant(session, administrator, user.id, stored.entry.id, role)
        with database.reading() as session:
            roles = keys.authenticate(session, "sam").roles
        assert roles == ({stored.entry.id: role} if role else {})


def test_a_key_gives_no_greater_role_than_it_says(
    database, administrator, known, stored
):
    user = known("Sam", Role.APPROVER)
    with database.writing() as session:
        keys.grant(session, administrator, user.id, stored.entry.id, Role.ADMINISTRATOR)
        keys.issue(session, user, user.id, NewKey("sam", "script", Role.VIEWER))
    with database.reading() as session:
        found = keys.authenticate(session, "sam")
    assert found.role is Role.VIEWER
    assert found.roles == {stored.entry.id: Role.VIEWER}


def test_a_key_gives_no_greater_role_than_its_user_has(database, known):
    user = known("Sam", Role.VIEWER)
    with database.writing() as session:
        keys.issue(session, user, user.id, NewKey("sam", "x", Role.ADMINISTRATOR))
    with database.reading() as session:
        assert keys.authenticate(session, "sam").role is Role.VIEWER


@pytest.mark.parametrize(("seconds", "good"), [(60, True), (-1, False)])
def test_a_key_is_good_until_it_expires(database, planner, seconds, good):
    until = moment() + timedelta(seconds=seconds)
    with database.writing() as session:
        keys.issue(session, planner, planner.id, NewKey("key", "x", None, until))
    with database.reading() as session:
        assert (keys.authenticate(session, "key") is not None) is good


def test_a_revoked_key_is_no_longer_good(database, planner):
    with database.writing() as session:
        key = keys.issue(session, planner, planner.id, NewKey("key", "x"))
        first = keys.revoke(session, planner, key.id)
        assert keys.revoke(session, planner, key.id) == first
    with database.reading() as session:
        assert keys.authenticate(session, "key") is None
        assert keys.of_user(session, planner, planner.id) == (first,)
    assert first.revoked_at is not None


def test_only_administrators_see_and_change_what_belongs_to_others(
    database, administrator, planner, known, stored
):
    other = known("Sam", None)
    with database.writing() as session:
        key = keys.issue(session, administrator, other.id, NewKey("key", "x"))
        assert keys.of_user(session, administrator, other.id) == (key,)
        for step in (
            lambda: keys.add_user(session, planner, "Eve", Role.ADMINISTRATOR),
            lambda: keys.users(session, planner),
            lambda: keys.grant(session, planner, planner.id, stored.entry.id, None),
            lambda: keys.issue(session, planner, other.id, NewKey("y", "y")),
        ):
            with pytest.raises(NotAllowed, match="administrator"):
                step()
        with pytest.raises(NotFound):
            keys.revoke(session, planner, key.id)
        with pytest.raises(NotFound):
            keys.of_user(session, planner, other.id)


def test_nobody_unknown_gets_anything(database, administrator, stored):
    with database.writing() as session:
        with pytest.raises(NotFound):
            keys.issue(session, administrator, "nobody", NewKey("x", "x"))
        with pytest.raises(NotFound):
            keys.grant(session, administrator, "nobody", stored.entry.id, Role.VIEWER)
        with pytest.raises(NotFound):
            keys.grant(session, administrator, administrator.id, "no", Role.VIEWER)
        with pytest.raises(NotFound):
            keys.of_user(session, administrator, "nobody")
        with pytest.raises(NotFound):
            keys.revoke(session, administrator, "nothing")


def test_administrators_see_everybody(database, administrator, planner):
    with database.reading() as session:
        names = [user.name for user in keys.users(session, administrator)]
    assert sorted(names) == ["Priya", "administrator"]
