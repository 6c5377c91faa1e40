"""Passwords: who may set whose, and what ends when one is set."""

from datetime import timedelta

import pytest

from api.access.principal import Role
from api.storage import passwords, sessions
from api.storage.errors import NameTaken, NotAllowed, NotFound, WrongPassword
from api.storage.sessions import Lifetime

LIFETIME = Lifetime(timedelta(hours=1), timedelta(hours=8))


def put(database, who, user, new, **shown):
    with database.writing() as session:
        passwords.put(session, who, user.id, new, **shown)


def test_an_administrator_sets_a_first_password_and_any_other(
    database, administrator, planner
):
    put(database, administrator, planner, "one")
    put(database, administrator, planner, "two")
    with database.reading() as session:
        assert passwords.find(session, "priya").hash == "two"


def test_a_name_is_found_however_it_is_written(database, administrator, planner):
    put(database, administrator, planner, "one")
    with database.reading() as session:
        for name in ("Priya", " PRIYA ", "ｐｒｉｙａ"):
            assert passwords.find(session, name).user_id == planner.id
        assert passwords.find(session, "Pria") is None


def test_nobody_sets_their_own_first_password(database, planner):
    with pytest.raises(NotAllowed, match="first"):
        put(database, planner, planner, "one")


@pytest.mark.parametrize("proven", [None, "another"])
def test_somebody_changes_their_own_only_where_they_know_it(
    database, administrator, planner, proven
):
    put(database, administrator, planner, "one")
    with pytest.raises(WrongPassword):
        put(database, planner, planner, "two", proven=proven)
    put(database, planner, planner, "two", proven="one")


def test_nobody_but_an_administrator_sets_that_of_somebody_else(
    database, planner, known
):
    other = known("Sam", Role.VIEWER)
    with pytest.raises(NotAllowed):
        put(database, planner, other, "one")
    with database.writing() as session, pytest.raises(NotAllowed):
        passwords.remove(session, planner, other.id)


def test_two_of_one_name_cannot_both_have_a_password(
    database, administrator, planner, known
):
    put(database, administrator, planner, "one")
    with pytest.raises(NameTaken):
        put(database, administrator, known("PRIYA", None), "two")


def test_who_is_not_known_has_none(database, administrator):
    with database.writing() as session:
        for step in (passwords.of_user, passwords.remove):
            with pytest.raises(NotFound):
                step(session, administrator, "nobody")


def test_a_new_password_ends_every_other_session(database, administrator, planner):
    with database.writing() as session:
        for digest in ("here", "there"):
            sessions.begin(session, planner, digest, LIFETIME)
        passwords.put(session, administrator, planner.id, "one", staying="here")
        assert sessions.find(session, "here", LIFETIME) is not None
        assert sessions.find(session, "there", LIFETIME) is None
        passwords.remove(session, administrator, planner.id)
        assert sessions.find(session, "here", LIFETIME) is None
        assert passwords.find(session, "Priya") is None


def test_a_stronger_hash_does_not_undo_a_change(database, administrator, planner):
    put(database, administrator, planner, "one")
    with database.writing() as session:
        kept = passwords.find(session, "Priya")
        passwords.refresh(session, kept, "one, stronger")
        assert passwords.find(session, "Priya").hash == "one, stronger"
        passwords.refresh(session, kept, "too late")
        assert passwords.find(session, "Priya").hash == "one, stronger"
