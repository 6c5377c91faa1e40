"""The role in all portfolios, given and taken after somebody was made known."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.access.principal import Role, Scope
from api.storage import audit, disabling, keys, passwords, principals, roles
from api.storage.errors import LastAdministrator, NotAllowed, NotFound
from api.storage.keys import NewKey


def test_a_role_holds_at_once_for_all_keys_and_is_told_once(
    database, administrator, known, stored
):
    user, here = known("Sam", Role.VIEWER), stored.entry.id
    with database.writing() as session:
        keys.grant(session, administrator, user.id, here, Role.PLANNER)
        for digest, most in (("whole", None), ("least", Role.VIEWER)):
            new = NewKey(digest, "x", Scope(most))
            keys.issue(session, administrator, user.id, new)
    for role in (Role.ADMINISTRATOR, Role.ADMINISTRATOR, None):
        with database.writing() as session:
            assert roles.put(session, administrator, user.id, role).role is role
        with database.reading() as session:
            whole = principals.authenticate(session, "whole")
            least = principals.authenticate(session, "least")
        assert (whole.role, whole.roles) == (role, {here: Role.PLANNER})
        assert least.role is (role and Role.VIEWER)
    with database.reading() as session:
        told, _ = audit.page(session, administrator, size=3)
    assert [one.detail for one in told if one.action == "user.role"] == [
        {"role": None},
        {"role": "administrator"},
    ]


@pytest.mark.parametrize("role", [None, Role.APPROVER])
def test_the_role_of_the_last_who_can_come_as_an_administrator_stays(
    database, administrator, known, role
):
    other = known("Sam", Role.ADMINISTRATOR)
    with (
        pytest.raises(LastAdministrator, match="'administrator'"),
        database.writing() as session,
    ):
        roles.put(session, administrator, administrator.id, role)
    with database.writing() as session:
        assert keys.user(session, administrator, administrator.id).role is (
            Role.ADMINISTRATOR
        )
        passwords.put(session, administrator, other.id, "hash")
        assert roles.put(session, administrator, administrator.id, role).role is role


def test_a_disabled_administrator_is_none_without_whom_nobody_could_come(
    database, administrator, known
):
    other = known("Sam", Role.ADMINISTRATOR)
    with database.writing() as session:
        disabling.disable(session, administrator, other.id)
        for key in keys.of_user(session, administrator, administrator.id):
            keys.revoke(session, administrator, key.id)
        assert roles.put(session, administrator, other.id, None).role is None


def test_of_two_who_take_each_other_out_one_stays(database, administrator, known):
    other = known("Sam", Role.ADMINISTRATOR)
    with database.writing() as session:
        keys.issue(session, other, other.id, NewKey("sam", "x"))

    def taken(step):
        try:
            with database.writing() as session:
                step(session)
        except LastAdministrator:
            return False
        return True

    steps = (
        lambda session: roles.put(session, administrator, other.id, Role.VIEWER),
        lambda session: disabling.disable(session, other, administrator.id),
    )
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(taken, steps)) == [False, True]


def test_only_a_whole_administrator_sets_a_role_and_only_of_whom_there_is(
    database, administrator, planner, stored
):
    bounds = (
        Scope(Role.APPROVER),
        Scope(portfolios=frozenset({stored.entry.id})),
    )
    with database.writing() as session:
        for number, scope in enumerate(bounds):
            new = NewKey(f"bound {number}", "x", scope)
            keys.issue(session, administrator, administrator.id, new)
        bound = [
            principals.authenticate(session, f"bound {number}")
            for number in range(len(bounds))
        ]
        for who in (planner, *bound):
            with pytest.raises(NotAllowed, match="set a role in all portfolios"):
                roles.put(session, who, planner.id, Role.ADMINISTRATOR)
        with pytest.raises(NotFound):
            roles.put(session, administrator, "nobody", None)
