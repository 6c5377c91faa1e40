"""Users, roles, and keys that stop being good."""

from datetime import UTC, datetime, timedelta

import pytest

from api.access.principal import Principal, Role, Scope
from api.storage import keys, passwords, portfolios, principals
from api.storage.errors import NotAllowed, NotFound, WiderThanOwn
from api.storage.identity import moment
from api.storage.keys import NewKey


def test_the_first_start_makes_an_administrator_and_no_later_one_does(database):
    with database.writing() as session:
        key = keys.first_administrator(session, "one")
        assert keys.first_administrator(session, "two") is None
    with database.reading() as session:
        principal = principals.authenticate(session, "one")
        assert principals.authenticate(session, "two") is None
    assert principal == Principal(key.user_id, "administrator", Role.ADMINISTRATOR, {})


def test_a_user_comes_with_their_roles(database, administrator, known, stored):
    user = known("Sam", Role.VIEWER)
    with database.writing() as session:
        keys.grant(session, administrator, user.id, stored.entry.id, Role.APPROVER)
        keys.issue(session, administrator, user.id, NewKey("sam", "laptop"))
    with database.reading() as session:
        found = principals.authenticate(session, "sam")
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
            roles = principals.authenticate(session, "sam").roles
        assert roles == ({stored.entry.id: role} if role else {})


def test_a_key_gives_no_greater_role_than_it_says(
    database, administrator, known, stored
):
    user = known("Sam", Role.APPROVER)
    with database.writing() as session:
        keys.grant(session, administrator, user.id, stored.entry.id, Role.ADMINISTRATOR)
        keys.issue(session, user, user.id, NewKey("sam", "script", Scope(Role.VIEWER)))
    with database.reading() as session:
        found = principals.authenticate(session, "sam")
    assert found.role is Role.VIEWER
    assert found.roles == {stored.entry.id: Role.VIEWER}


def test_a_key_gives_no_greater_role_than_its_user_has(database, known):
    user = known("Sam", Role.VIEWER)
    with database.writing() as session:
        keys.issue(
            session, user, user.id, NewKey("sam", "x", Scope(Role.ADMINISTRATOR))
        )
    with database.reading() as session:
        assert principals.authenticate(session, "sam").role is Role.VIEWER


@pytest.mark.parametrize(("seconds", "good"), [(60, True), (-1, False)])
def test_a_key_is_good_until_it_expires(database, planner, seconds, good):
    until = moment() + timedelta(seconds=seconds)
    with database.writing() as session:
        new = NewKey("key", "x", Scope(expires_at=until))
        keys.issue(session, planner, planner.id, new)
    with database.reading() as session:
        assert (principals.authenticate(session, "key") is not None) is good


def test_a_revoked_key_is_no_longer_good(database, planner):
    with database.writing() as session:
        key = keys.issue(session, planner, planner.id, NewKey("key", "x"))
        first = keys.revoke(session, planner, key.id)
        assert keys.revoke(session, planner, key.id) == first
    with database.reading() as session:
        assert principals.authenticate(session, "key") is None
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


def test_a_key_for_some_portfolios_shows_no_others_and_no_right_in_all(
    database, administrator, portfolio, stored
):
    named = frozenset({stored.entry.id})
    with database.writing() as session:
        other = portfolios.create(session, administrator, portfolio).entry.id
        new = NewKey("key", "x", Scope(Role.PLANNER, named))
        keys.issue(session, administrator, administrator.id, new)
        found = principals.authenticate(session, "key")
        assert (found.role, found.roles) == (None, {stored.entry.id: Role.PLANNER})
        assert [it.id for it in portfolios.page(session, found).items] == list(named)
        with pytest.raises(NotFound):
            portfolios.read(session, found, other)
        with pytest.raises(NotAllowed):
            portfolios.create(session, found, portfolio)


def test_a_key_for_a_portfolio_that_is_not_there_is_refused(database, administrator):
    new = NewKey("key", "x", Scope(portfolios=frozenset({"nothing"})))
    with database.writing() as session, pytest.raises(NotFound, match="nothing"):
        keys.issue(session, administrator, administrator.id, new)


SOON, LATER = (datetime(2100, 1, day, tzinfo=UTC) for day in (1, 2))


@pytest.mark.parametrize(
    ("own", "wanted", "allowed"),
    [
        pytest.param(Scope(), Scope(), True, id="no bounds"),
        pytest.param(Scope(Role.VIEWER), Scope(), False, id="no bound of role"),
        pytest.param(Scope(Role.VIEWER), Scope(Role.PLANNER), False, id="greater role"),
        pytest.param(Scope(Role.PLANNER), Scope(Role.VIEWER), True, id="lesser role"),
        pytest.param(Scope(expires_at=SOON), Scope(), False, id="no end"),
        pytest.param(
            Scope(expires_at=SOON), Scope(expires_at=LATER), False, id="later end"
        ),
        pytest.param(
            Scope(expires_at=LATER), Scope(expires_at=SOON), True, id="earlier end"
        ),
        pytest.param(
            Scope(portfolios=frozenset()), Scope(), False, id="all portfolios"
        ),
        pytest.param(
            Scope(portfolios=frozenset()),
            Scope(portfolios=frozenset({"x"})),
            False,
            id="other portfolios",
        ),
        pytest.param(
            Scope(), Scope(portfolios=frozenset()), True, id="fewer portfolios"
        ),
    ],
)
def test_a_key_makes_none_that_goes_further_than_itself(
    database, planner, own, wanted, allowed
):
    with database.writing() as session:
        keys.issue(session, planner, planner.id, NewKey("own", "x", own))
        holder = principals.authenticate(session, "own")
        if allowed:
            keys.issue(session, holder, planner.id, NewKey("new", "x", wanted))
        else:
            with pytest.raises(WiderThanOwn):
                keys.issue(session, holder, planner.id, NewKey("new", "x", wanted))


def test_a_key_of_an_administrator_makes_none_for_others_that_lasts_longer(
    database, administrator, planner
):
    with database.writing() as session:
        own = NewKey("own", "x", Scope(expires_at=SOON))
        keys.issue(session, administrator, administrator.id, own)
        holder = principals.authenticate(session, "own")
        for until in (None, LATER):
            new = NewKey("new", "x", Scope(expires_at=until))
            with pytest.raises(WiderThanOwn):
                keys.issue(session, holder, planner.id, new)
        new = NewKey("new", "x", Scope(expires_at=SOON))
        keys.issue(session, holder, planner.id, new)
        with pytest.raises(WiderThanOwn):
            passwords.put(session, holder, planner.id, "hash")
        with pytest.raises(WiderThanOwn):
            passwords.put(session, holder, administrator.id, "hash")
        passwords.put(session, administrator, administrator.id, "hash")
        passwords.put(session, holder, administrator.id, "new", proven="hash")


def test_a_bound_key_manages_no_other_keys_of_its_user(database, planner):
    with database.writing() as session:
        other = keys.issue(session, planner, planner.id, NewKey("other", "x"))
        keys.issue(session, planner, planner.id, NewKey("own", "x", Scope(Role.VIEWER)))
        holder = principals.authenticate(session, "own")
        with pytest.raises(NotFound):
            keys.revoke(session, holder, other.id)
        with pytest.raises(NotFound):
            keys.of_user(session, holder, planner.id)


@pytest.mark.parametrize(
    ("scope", "administered"),
    [
        (Scope(), True),
        (Scope(Role.ADMINISTRATOR, expires_at=LATER), True),
        (Scope(Role.PLANNER), False),
        (Scope(portfolios=frozenset()), False),
        (Scope(expires_at=datetime(2020, 1, 1, tzinfo=UTC)), False),
    ],
)
def test_only_a_key_of_an_administrator_that_is_good_administers(
    database, scope, administered
):
    with database.writing() as session:
        assert not keys.is_administered(session)
        first = keys.first_administrator(session, "first")
        assert keys.is_administered(session)
        boss = principals.authenticate(session, "first")
        keys.issue(session, boss, boss.id, NewKey("second", "x", scope))
        keys.revoke(session, boss, first.id)
        assert keys.is_administered(session) is administered


def test_a_password_of_an_administrator_administers(database, administrator):
    with database.writing() as session:
        (key,) = keys.of_user(session, administrator, administrator.id)
        keys.revoke(session, administrator, key.id)
        assert not keys.is_administered(session)
        passwords.put(session, administrator, administrator.id, "hash")
        assert keys.is_administered(session)
