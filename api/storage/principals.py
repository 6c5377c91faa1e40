"""Who somebody is, by what they show: one query, since every request asks it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, false, select

from api.access.principal import Principal, Role, Scope
from api.storage import tables
from api.storage.identity import moment
from api.storage.reading import rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    Rows = Sequence[Row[*tuple[Any, ...]]]
    """Of one user and one key, or none; as many as the user has roles in portfolios."""
    from api.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who came with a key, and the id of that key."""

    principal: Principal
    key_id: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Somebody whose session is kept: when it began, and when they were last there."""

    principal: Principal
    began_at: datetime
    seen_at: datetime


_WHO = select(
    tables.User.id,
    tables.User.name,
    tables.User.role,
    tables.User.disabled_at,
    tables.Key.id.label("key_id"),
    tables.Key.role.label("key_role"),
    tables.Key.portfolios,
    tables.Key.expires_at,
    tables.Key.revoked_at,
    tables.Grant.portfolio_id,
    tables.Grant.role.label("granted"),
).select_from(tables.User)
_IS_GRANT = tables.Grant.user_id == tables.User.id
_BY_ID = (
    _WHO.outerjoin(tables.Key, false())
    .outerjoin(tables.Grant, _IS_GRANT)
    .where(tables.User.id == bindparam("shown"))
)
_BY_KEY = (
    _WHO.join(tables.Key, tables.Key.user_id == tables.User.id)
    .outerjoin(tables.Grant, _IS_GRANT)
    .where(tables.Key.digest == bindparam("shown"))
)
_BY_SESSION = (
    _WHO.add_columns(tables.Session.began_at, tables.Session.seen_at)
    .join(tables.Session, tables.Session.user_id == tables.User.id)
    .outerjoin(tables.Key, tables.Key.id == tables.Session.key_id)
    .outerjoin(tables.Grant, _IS_GRANT)
    .where(tables.Session.digest == bindparam("shown"))
)


def by_id(reader: Reader, user_id: str) -> Principal | None:
    """Return a user; None if there is none, or they may not come."""
    return _seen(rows(reader, _BY_ID, {"shown": user_id}).all())


def authenticate(reader: Reader, digest: str) -> Principal | None:
    """Return who comes with a key; None if it is unknown, expired or revoked."""
    known = by_key(reader, digest)
    return None if known is None else known.principal


def by_key(reader: Reader, digest: str) -> Known | None:
    """Return who comes with which key; None if it is unknown, expired or revoked."""
    shown = rows(reader, _BY_KEY, {"shown": digest}).all()
    found = _seen(shown)
    return None if found is None else Known(found, shown[0].key_id)


def by_session(reader: Reader, digest: str) -> Kept | None:
    """Return whose session it is; None if it is unknown, or its key is good no more."""
    shown = rows(reader, _BY_SESSION, {"shown": digest}).all()
    found = _seen(shown)
    if found is None:
        return None
    return Kept(found, shown[0].began_at, shown[0].seen_at)


def scope_of(role: str | None, portfolios: str | None, until: datetime | None) -> Scope:
    """Return how far a key goes, as it is kept."""
    named = None if portfolios is None else frozenset(json.loads(portfolios))
    return Scope(Role(role) if role else None, named, until)


def _seen(shown: Rows) -> Principal | None:
    """Return the user of rows; None where they are disabled, or the key is over."""
    if not shown or shown[0].disabled_at is not None or shown[0].revoked_at is not None:
        return None
    row = shown[0]
    scope = scope_of(row.key_role, row.portfolios, row.expires_at)
    if scope.expires_at is not None and scope.expires_at <= moment():
        return None
    roles = {one.portfolio_id: Role(one.granted) for one in shown if one.granted}
    role = Role(row.role) if row.role else None
    return _within(Principal(row.id, row.name, role, roles), scope)


def _within(whole: Principal, scope: Scope) -> Principal:
    """Return somebody as far as a key goes."""
    most = scope.role or Role.ADMINISTRATOR
    role, roles = whole.role, dict(whole.roles)
    if scope.portfolios is not None:
        found = {name: whole.role_in(name) for name in sorted(scope.portfolios)}
        role, roles = None, {name: one for name, one in found.items() if one}
    return Principal(
        id=whole.id,
        name=whole.name,
        role=_lesser(role, most) if role else None,
        roles={name: _lesser(one, most) for name, one in roles.items()},
        scope=scope,
    )


def _lesser(one: Role, other: Role) -> Role:
    return other if one.includes(other) else one
