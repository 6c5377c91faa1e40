"""Requests that are answered once, however often they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from api.storage import tables
from api.storage.errors import KeyReused
from api.storage.identity import moment

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.access.principal import Principal


def begin(
    session: Session, principal: Principal, key: str, request_hash: str
) -> str | None:
    """Return what an earlier request with this key made; None if there was none.

    Whoever comes with the same key at the same time waits for this commit.

    Raises
    ------
    KeyReused
        If the earlier request was another one.
    """
    row = tables.Request(
        user_id=principal.id,
        key=key,
        request_hash=request_hash,
        resource="",
        created_at=moment(),
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        earlier = session.get_one(tables.Request, (principal.id, key))
        if earlier.request_hash != request_hash:
            raise KeyReused(key) from None
        return earlier.resource
    return None


def known(
    session: Session, principal: Principal, key: str, request_hash: str
) -> str | None:
    """Return what an earlier request with this key has made; None if there was none.

    Raises
    ------
    KeyReused
        If the earlier request was another one.
    """
    earlier = session.get(tables.Request, (principal.id, key))
    if earlier is None:
        return None
    if earlier.request_hash != request_hash:
        raise KeyReused(key)
    return earlier.resource


def finish(session: Session, principal: Principal, key: str, resource: str) -> None:
    """Keep what the request made, in the transaction that made it."""
    session.get_one(tables.Request, (principal.id, key)).resource = resource
    session.flush()
