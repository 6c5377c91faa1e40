"""Sessions of browsers: who signed in, how, and until when.

Only the SHA-256 of what a browser holds is kept. A session that began with an API key
has no greater role than the key, and ends with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, or_, select

from api.storage import audit, principals, tables
from api.storage.identity import moment, new_id

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.principals import Kept
    from api.storage.reading import Reader

SEEN_EVERY = timedelta(minutes=1)
"""How exactly it is known when somebody was last there: not every request writes."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """After how much time a session ends.

    Attributes
    ----------
    idle
        Since the last request.
    whole
        Since it began, however much it is used.
    """

    idle: timedelta
    whole: timedelta


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that is good.

    Attributes
    ----------
    stale
        Whether it is time to say that somebody was there; see `touch`.
    """

    principal: Principal
    stale: bool


def begin(
    session: Session,
    principal: Principal,
    digest: str,
    lifetime: Lifetime,
    key_id: str | None = None,
) -> None:
    """Let somebody stay who has shown who they are.

    Parameters
    ----------
    digest
        SHA-256 of what their browser will show.
    key_id
        Of the API key that they came with, if any.
    """
    now = moment()
    session.execute(delete(tables.Session).where(_over(now, lifetime)))
    row = tables.Session(
        id=new_id(),
        digest=digest,
        user_id=principal.id,
        key_id=key_id,
        began_at=now,
        seen_at=now,
    )
    session.add(row)
    session.flush()
    audit.record(session, principal, "session.begin", row.id, {"key": key_id})


def find(reader: Reader, digest: str, lifetime: Lifetime) -> Opened | None:
    """Return whose session it is; None if it is unknown or over."""
    kept, now = principals.by_session(reader, digest), moment()
    if kept is None or _is_over(kept, now, lifetime):
        return None
    return Opened(kept.principal, now - kept.seen_at >= SEEN_EVERY)


def touch(session: Session, digest: str) -> None:
    """Remember that somebody was there."""
    query = select(tables.Session).where(tables.Session.digest == digest)
    row = session.scalars(query).first()
    if row is not None:
        row.seen_at = moment()


def end(session: Session, principal: Principal, digest: str) -> None:
    """End a session; nothing happens where there is none."""
    query = select(tables.Session).where(tables.Session.digest == digest)
    row = session.scalars(query).first()
    if row is not None:
        session.delete(row)
        session.flush()
        audit.record(session, principal, "session.end", row.id)


def end_others(session: Session, user_id: str, kept: str | None = None) -> int:
    """End every session of a user but one; return how many.

    Parameters
    ----------
    kept
        The digest of the one that stays, if any.
    """
    query = select(tables.Session).where(tables.Session.user_id == user_id)
    ended = [row for row in session.scalars(query) if row.digest != kept]
    for row in ended:
        session.delete(row)
    session.flush()
    return len(ended)


def _is_over(kept: Kept, now: datetime, lifetime: Lifetime) -> bool:
    return now - kept.seen_at > lifetime.idle or now - kept.began_at > lifetime.whole


def _over(now: datetime, lifetime: Lifetime) -> ColumnElement[bool]:
    """Return the condition of rows that `_is_over` is true of."""
    return or_(
        tables.Session.seen_at < now - lifetime.idle,
        tables.Session.began_at < now - lifetime.whole,
    )
