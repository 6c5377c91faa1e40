"""Users, the roles they have, and the keys they come with.

Only the SHA-256 of a key is known here: a key is 256 random bits, so that nothing
slower is needed to keep it secret.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, or_, select

from api.access.principal import Principal, Role, Scope
from api.storage import audit, tables
from api.storage.allowing import require
from api.storage.errors import (
    LastAdministrator,
    NotFound,
    UserDisabled,
    WiderThanOwn,
)
from api.storage.identity import moment, new_id
from api.storage.paging import Page, Pages, Part
from api.storage.principals import scope_of
from api.storage.reading import require_portfolio, rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from api.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class UserRecord:
    """A user; `role` is that in all portfolios, `disabled_at` None unless disabled."""

    id: str
    name: str
    role: Role | None
    created_at: datetime
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key without the key."""

    id: str
    user_id: str
    label: str
    scope: Scope
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is to be known."""

    digest: str
    label: str
    scope: Scope = field(default_factory=Scope)


def first_administrator(session: Session, digest: str) -> KeyRecord | None:
    """Make an administrator with a key; None where there is any user already."""
    # Two servers that start at once do so one after the other.
    session.scalars(select(tables.AuditHead).with_for_update(key_share=True)).one()
    if session.scalars(select(tables.User.id).limit(1)).first() is not None:
        return None
    user_id = new_id()
    administrator = Principal(user_id, "administrator", Role.ADMINISTRATOR)
    _add_user(session, administrator, user_id, "administrator", Role.ADMINISTRATOR)
    return issue(session, administrator, user_id, NewKey(digest, "first"))


def is_administered(session: Session, but: str = "") -> bool:
    """Return whether anybody can come as an administrator, with a key or a password.

    Parameters
    ----------
    but
        The id of a user who does not count.
    """
    administrators = select(tables.User.id).where(
        tables.User.role == Role.ADMINISTRATOR,
        tables.User.disabled_at.is_(None),
        tables.User.id != but,
    )
    key = tables.Key
    usable = select(key.id).where(
        key.user_id.in_(administrators),
        key.revoked_at.is_(None),
        key.portfolios.is_(None),
        or_(key.expires_at.is_(None), key.expires_at > moment()),
        or_(key.role.is_(None), key.role == Role.ADMINISTRATOR),
    )
    known = select(tables.Password.user_id).where(
        tables.Password.user_id.in_(administrators)
    )
    return any(
        session.scalars(query.limit(1)).first() is not None for query in (usable, known)
    )


def require_another_administrator(session: Session, row: tables.User) -> None:
    """Refuse to lose a user without whom nobody could come as an administrator.

    Raises
    ------
    LastAdministrator
        If it is an administrator, and nobody else can come as one.
    """
    is_chief = row.role == Role.ADMINISTRATOR and row.disabled_at is None
    if is_chief and not is_administered(session, but=row.id):
        raise LastAdministrator(row.name)


def add_user(
    session: Session, principal: Principal, name: str, role: Role | None
) -> UserRecord:
    """Make somebody known.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    """
    require(principal, Role.ADMINISTRATOR, "add a user")
    return _add_user(session, principal, new_id(), name, role)


def users(session: Session, principal: Principal) -> tuple[UserRecord, ...]:
    """Return everybody who is known.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    """
    require(principal, Role.ADMINISTRATOR, "list the users")
    query = select(tables.User).order_by(tables.User.id)
    return tuple(map(_user, session.scalars(query)))


def page_of_users(reader: Reader, principal: Principal, part: Part) -> Page[UserRecord]:
    """Return a part of everybody who is known, the newest first.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    """
    require(principal, Role.ADMINISTRATOR, "list the users")
    return _USERS.page(reader, part)


def user(reader: Reader, principal: Principal, user_id: str) -> UserRecord:
    """Return somebody who is known.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    NotFound
        If there is no such user.
    """
    require(principal, Role.ADMINISTRATOR, "read a user")
    row = rows(reader, _ONE, {"user": user_id}).first()
    if row is None:
        raise NotFound("user", user_id)
    return _user(row)


def row_of(session: Session, user_id: str) -> tables.User:
    """Return the row of somebody who is known.

    Raises
    ------
    NotFound
        If there is no such user.
    """
    row = session.get(tables.User, user_id)
    if row is None:
        raise NotFound("user", user_id)
    return row


def names(
    session: Session, principal: Principal, user_ids: Iterable[str]
) -> dict[str, str]:
    """Return user → name, for somebody who sees what these users did."""
    if principal.role is None and not principal.roles:
        return {}
    query = select(tables.User.id, tables.User.name)
    found = session.execute(query.where(tables.User.id.in_(sorted(set(user_ids)))))
    return {row.id: row.name for row in found}


def grants(reader: Reader, principal: Principal, user_id: str) -> dict[str, Role]:
    """Return portfolio → role of a user there, where it is not that in all.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    """
    require(principal, Role.ADMINISTRATOR, "read the roles of a user")
    return _grants(reader, user_id)


def grant(
    session: Session,
    principal: Principal,
    user_id: str,
    portfolio_id: str,
    role: Role | None,
) -> None:
    """Give somebody a role in one portfolio; None takes it back.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    NotFound
        If there is no such user or portfolio.
    """
    require(principal, Role.ADMINISTRATOR, "grant a role")
    row_of(session, user_id)
    require_portfolio(session, portfolio_id, NotFound("portfolio", portfolio_id))
    row = session.get(tables.Grant, (user_id, portfolio_id))
    if role is not None:
        given = tables.Grant(user_id=user_id, portfolio_id=portfolio_id, role=role)
        session.merge(given)
    elif row is not None:
        session.delete(row)
    session.flush()
    detail = {"portfolio": portfolio_id, "role": role}
    audit.record(session, principal, "user.grant", user_id, detail)


def issue(
    session: Session, principal: Principal, user_id: str, key: NewKey
) -> KeyRecord:
    """Let a user come with a key.

    Raises
    ------
    NotAllowed
        If it is for somebody else and they are no administrator.
    WiderThanOwn
        If it goes further than the key that they came with.
    NotFound
        If there is no such user, or no such portfolio.
    UserDisabled
        If the user may not come.
    """
    if user_id != principal.id:
        require(principal, Role.ADMINISTRATOR, "issue a key for somebody else")
    scope = key.scope
    if not principal.scope.holds(scope):
        raise WiderThanOwn
    owner = row_of(session, user_id)
    if owner.disabled_at is not None:
        raise UserDisabled(owner.name)
    for name in sorted(scope.portfolios or ()):
        require_portfolio(session, name, NotFound("portfolio", name))
    named = None if scope.portfolios is None else json.dumps(sorted(scope.portfolios))
    row = tables.Key(
        id=new_id(),
        user_id=user_id,
        digest=key.digest,
        label=key.label,
        role=scope.role,
        portfolios=named,
        created_at=moment(),
        expires_at=scope.expires_at,
    )
    session.add(row)
    session.flush()
    detail = {"user": user_id, "label": key.label, "role": scope.role}
    audit.record(session, principal, "key.issue", row.id, detail)
    return _key(row)


def revoke(session: Session, principal: Principal, key_id: str) -> KeyRecord:
    """Let nobody come with a key any more.

    Raises
    ------
    NotFound
        If there is none, or it is somebody else's and they are no administrator.
    """
    row = session.get(tables.Key, key_id)
    if row is None or not _may_see_keys_of(principal, row.user_id):
        raise NotFound("key", key_id)
    if row.revoked_at is None:
        row.revoked_at = moment()
        session.flush()
        audit.record(session, principal, "key.revoke", key_id)
    return _key(row)


def of_user(
    reader: Reader, principal: Principal, user_id: str
) -> tuple[KeyRecord, ...]:
    """Return the keys of a user, also those that are no longer good.

    Raises
    ------
    NotFound
        If there is no such user, or it is somebody else and they are no administrator.
    """
    _require_keys_of(reader, principal, user_id)
    return tuple(map(_key, rows(reader, _OF_USER, {"user": user_id})))


def page_of_keys(
    reader: Reader, principal: Principal, user_id: str, part: Part
) -> Page[KeyRecord]:
    """Return a part of the keys of a user as `of_user` does, the newest first.

    Raises
    ------
    NotFound
        If there is no such user, or it is somebody else and they are no administrator.
    """
    _require_keys_of(reader, principal, user_id)
    return _KEYS.page(reader, part, user=user_id)


def _require_keys_of(reader: Reader, principal: Principal, user_id: str) -> None:
    known = rows(reader, _ONE, {"user": user_id}).first() is not None
    if not known or not _may_see_keys_of(principal, user_id):
        raise NotFound("user", user_id)


def _may_see_keys_of(principal: Principal, user_id: str) -> bool:
    # Whoever finds a key that is bound does not manage the others of its user.
    own = user_id == principal.id and principal.scope.is_whole
    return own or principal.may(Role.ADMINISTRATOR)


def _grants(reader: Reader, user_id: str) -> dict[str, Role]:
    found = rows(reader, _GRANTS, {"user": user_id})
    return {one.portfolio_id: Role(one.role) for one in found}


def _add_user(
    session: Session, principal: Principal, user_id: str, name: str, role: Role | None
) -> UserRecord:
    row = tables.User(id=user_id, name=name, role=role, created_at=moment())
    session.add(row)
    session.flush()
    audit.record(session, principal, "user.add", user_id, {"role": role})
    return _user(row)


def _user(row: tables.User | Row[*tuple[Any, ...]]) -> UserRecord:
    role = Role(row.role) if row.role else None
    return UserRecord(row.id, row.name, role, row.created_at, row.disabled_at)


def _key(row: tables.Key | Row[*tuple[Any, ...]]) -> KeyRecord:
    return KeyRecord(
        id=row.id,
        user_id=row.user_id,
        label=row.label,
        scope=scope_of(row.role, row.portfolios, row.expires_at),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )


_PEOPLE = select(
    tables.User.id,
    tables.User.name,
    tables.User.role,
    tables.User.created_at,
    tables.User.disabled_at,
)
_ONE = _PEOPLE.where(tables.User.id == bindparam("user"))
_USERS = Pages(_PEOPLE, tables.User.id, _user)
_GRANTS = select(tables.Grant.portfolio_id, tables.Grant.role).where(
    tables.Grant.user_id == bindparam("user")
)
_SHOWN = select(
    tables.Key.id,
    tables.Key.user_id,
    tables.Key.label,
    tables.Key.role,
    tables.Key.portfolios,
    tables.Key.created_at,
    tables.Key.expires_at,
    tables.Key.revoked_at,
)
_IS_OF_USER = tables.Key.user_id == bindparam("user")
_OF_USER = _SHOWN.where(_IS_OF_USER).order_by(tables.Key.id)
_KEYS = Pages(_SHOWN, tables.Key.id, _key, {"user": _IS_OF_USER})
