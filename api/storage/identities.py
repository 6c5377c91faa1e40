"""Who somebody is at a provider, and sign-ins that have begun there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete

from api.access.principal import Principal, Role
from api.storage import audit, principals, tables
from api.storage.errors import UserDisabled
from api.storage.identity import digest, moment, new_id

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LASTS = timedelta(minutes=10)
"""How long somebody may take to sign in at the provider."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in that has begun: what the provider has to show, and where it leads."""

    nonce: str
    verifier: str
    place: str


def begin(session: Session, state: str, pending: Pending) -> None:
    """Remember that somebody went to the provider."""
    now = moment()
    session.execute(delete(tables.SignIn).where(tables.SignIn.began_at < now - LASTS))
    row = tables.SignIn(
        state=digest(state),
        nonce=pending.nonce,
        verifier=pending.verifier,
        place=pending.place,
        began_at=now,
    )
    session.add(row)


def take(session: Session, state: str) -> Pending | None:
    """Return what is known of a sign-in, once; None if it is over or unknown."""
    row = session.get(tables.SignIn, digest(state))
    if row is None:
        return None
    session.delete(row)
    session.flush()
    if row.began_at < moment() - LASTS:
        return None
    return Pending(row.nonce, row.verifier, row.place)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is at a provider.

    Attributes
    ----------
    subject
        What the provider never calls anybody else.
    role
        In all portfolios, by what the provider says.
    """

    issuer: str
    subject: str
    name: str
    role: Role | None


def arrive(session: Session, identity: Identity, *, with_role: bool) -> Principal:
    """Return who an identity is here; whoever comes for the first time is made known.

    Parameters
    ----------
    with_role
        Whether their role is what the provider says, each time they come.

    Raises
    ------
    UserDisabled
        If they may not come.
    """
    known = session.get(tables.Identity, (identity.issuer, identity.subject))
    if known is None:
        user_id = _join(session, identity, with_role=with_role)
    else:
        user_id = known.user_id
        _update(session, user_id, identity, with_role=with_role)
    found = principals.by_id(session, user_id)
    if found is None:
        raise UserDisabled(identity.name)
    return found


def _join(session: Session, identity: Identity, *, with_role: bool) -> str:
    user_id, role = new_id(), identity.role if with_role else None
    user = tables.User(id=user_id, name=identity.name, role=role, created_at=moment())
    session.add(user)
    session.flush()
    session.add(
        tables.Identity(
            issuer=identity.issuer, subject=identity.subject, user_id=user_id
        )
    )
    session.flush()
    who = Principal(user_id, identity.name, role)
    detail = {"role": role, "issuer": identity.issuer}
    audit.record(session, who, "user.join", user_id, detail)
    return user_id


def _update(
    session: Session, user_id: str, identity: Identity, *, with_role: bool
) -> None:
    user = session.get_one(tables.User, user_id)
    role = identity.role if with_role else user.role
    if (user.name, user.role) == (identity.name, role):
        return
    user.name, user.role = identity.name, role
    session.flush()
    who = Principal(user_id, identity.name)
    audit.record(session, who, "user.change", user_id, {"role": role})
