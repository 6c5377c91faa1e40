"""Passwords: by which name a user signs in, and the hash of what they know."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from api.access.principal import Role
from api.storage import audit, sessions, tables
from api.storage.allowing import require
from api.storage.errors import NameTaken, WiderThanOwn, WrongPassword
from api.storage.identity import moment
from api.storage.keys import row_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.access.principal import Principal


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a password: whose it is, and its hash."""

    user_id: str
    hash: str


@dataclass(frozen=True, slots=True)
class Account:
    """A user, and the hash of their password if they have one."""

    name: str
    hash: str | None


def login_of(name: str) -> str:
    """Return what a name is known by where somebody signs in: without its case."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def find(session: Session, name: str) -> Kept | None:
    """Return what is kept of the password of a name; None if there is none."""
    query = select(tables.Password).where(tables.Password.login == login_of(name))
    row = session.scalars(query).first()
    return None if row is None else Kept(row.user_id, row.hash)


def of_user(session: Session, principal: Principal, user_id: str) -> Account:
    """Return a user whose password is to be set.

    Raises
    ------
    NotAllowed
        If it is somebody else and they are no administrator.
    NotFound
        If there is no such user.
    """
    if user_id != principal.id:
        require(principal, Role.ADMINISTRATOR, "set the password of somebody else")
    user = row_of(session, user_id)
    row = session.get(tables.Password, user_id)
    return Account(user.name, None if row is None else row.hash)


def holders(session: Session, principal: Principal) -> frozenset[str]:
    """Return the ids of the users who have a password.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    """
    require(principal, Role.ADMINISTRATOR, "list who has a password")
    return frozenset(session.scalars(select(tables.Password.user_id)))


def put(
    session: Session,
    principal: Principal,
    user_id: str,
    new: str,
    *,
    proven: str | None = None,
    staying: str | None = None,
) -> None:
    """Give a user a password, and end all that they are signed in with.

    Somebody sets their own only in the place of one that they know; an administrator
    sets any.

    Parameters
    ----------
    new
        The hash of the new password.
    proven
        The hash of the one that they have shown to know, if any.
    staying
        The digest of the session that does not end.

    Raises
    ------
    NotAllowed
        If it is somebody else's, or their own first, and they are no administrator.
    WrongPassword
        If they have not shown to know the present one.
    WiderThanOwn
        If they came with a key that has an end, and have not shown to know it.
    NotFound
        If there is no such user.
    NameTaken
        If somebody else signs in with the user's name.
    """
    before = of_user(session, principal, user_id)
    if before.hash is None:
        require(principal, Role.ADMINISTRATOR, "set a first password")
    elif user_id == principal.id and proven != before.hash:
        raise WrongPassword
    known = before.hash is not None and proven == before.hash
    if not known and principal.scope.expires_at is not None:
        raise WiderThanOwn  # a password has no end
    holder = find(session, before.name)
    if holder is not None and holder.user_id != user_id:
        raise NameTaken(before.name)
    row = tables.Password(
        user_id=user_id, login=login_of(before.name), hash=new, changed_at=moment()
    )
    session.merge(row)
    sessions.end_others(session, user_id, staying)
    session.flush()
    audit.record(session, principal, "password.put", user_id)


def refresh(session: Session, kept: Kept, new: str) -> None:
    """Keep a stronger hash of the same password, unless it was changed since."""
    row = session.get(tables.Password, kept.user_id)
    if row is not None and row.hash == kept.hash:
        row.hash = new


def remove(session: Session, principal: Principal, user_id: str) -> None:
    """Let a user sign in with no password any more, and end their sessions.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    NotFound
        If there is no such user.
    """
    require(principal, Role.ADMINISTRATOR, "take away a password")
    row_of(session, user_id)
    row = session.get(tables.Password, user_id)
    if row is not None:
        session.delete(row)
    sessions.end_others(session, user_id)
    session.flush()
    audit.record(session, principal, "password.remove", user_id)
