"""Users who may not come any more: disabled in one step, and enabled again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CursorResult, update

from api.access.principal import Role
from api.storage import audit, keys, sessions, tables
from api.storage.allowing import require
from api.storage.database import LOCK_OF_ADMINISTRATORS, lock
from api.storage.identity import moment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.keys import UserRecord


def disable(session: Session, principal: Principal, user_id: str) -> UserRecord:
    """Let a user come no more: their keys are revoked and their sessions end.

    What they have done stays, and so do their questions.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    NotFound
        If there is no such user.
    LastAdministrator
        If nobody could come as an administrator then.
    """
    row = _user(session, principal, user_id, "disable a user")
    if row.disabled_at is None:
        keys.require_another_administrator(session, row)
        row.disabled_at = moment()
        detail = {
            "keys": _revoke_keys(session, user_id),
            "sessions": sessions.end_others(session, user_id),
        }
        audit.record(session, principal, "user.disable", user_id, detail)
    return keys.user(session, principal, user_id)


def enable(session: Session, principal: Principal, user_id: str) -> UserRecord:
    """Let a user come again, with their password or a new key.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    NotFound
        If there is no such user.
    """
    row = _user(session, principal, user_id, "enable a user")
    if row.disabled_at is not None:
        row.disabled_at = None
        session.flush()
        audit.record(session, principal, "user.enable", user_id)
    return keys.user(session, principal, user_id)


def _user(
    session: Session, principal: Principal, user_id: str, action: str
) -> tables.User:
    require(principal, Role.ADMINISTRATOR, action)
    # Of two administrators who disable each other, the second is the last one.
    lock(session, LOCK_OF_ADMINISTRATORS)
    return keys.row_of(session, user_id)


def _revoke_keys(session: Session, user_id: str) -> int:
    """Revoke every key of a user; return how many were good until now."""
    key = tables.Key
    revoking = (
        update(key)
        .where(key.user_id == user_id, key.revoked_at.is_(None))
        .values(revoked_at=moment())
    )
    done = session.execute(revoking)
    assert isinstance(done, CursorResult)
    return done.rowcount
