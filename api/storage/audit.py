"""Who did what: entries that hold each the hash of the one before.

An entry is written in the transaction of what it records, so that there is neither
without the other. Whoever changes or removes an entry later breaks the chain.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, select

from api.access.principal import Role
from api.storage.allowing import require
from api.storage.identity import digest, moment
from api.storage.paging import LARGEST, SIZE
from api.storage.reading import rows
from api.storage.tables import AuditEntry, AuditHead

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.reading import Reader

HEAD = 1
"""The id of the one row that knows the last entry."""
BEFORE_ALL = ""
"""What stands in the first entry for the hash of the one before."""


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """Who did what, and when.

    Attributes
    ----------
    subject
        The id of what it was done to.
    hash
        Of the entry and, through the one before, of all entries until then.
    """

    number: int
    at: datetime
    user_id: str
    action: str
    subject: str
    detail: dict[str, Any]
    hash: str


def record(
    session: Session,
    principal: Principal,
    action: str,
    subject: str,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add an entry; whoever wants to add another one waits for this commit.

    Parameters
    ----------
    action
        As `portfolio.create`.
    subject
        The id of what it was done to.
    """
    head = session.scalars(select(AuditHead).with_for_update(key_share=True)).one()
    entry = AuditEntry(
        number=head.number + 1,
        at=moment(),
        user_id=principal.id,
        action=action,
        subject=subject,
        detail=json.dumps(detail or {}, sort_keys=True),
        previous=head.hash,
    )
    entry.hash = _hash(entry)
    head.number, head.hash = entry.number, entry.hash
    session.add(entry)
    session.flush()


def verify(session: Session) -> tuple[str, ...]:
    """Return what is wrong with the chain, a sentence each; nothing if it is whole.

    Where others write meanwhile, the session has to be `steady`.
    """
    wrong: list[str] = []
    number, previous = 0, BEFORE_ALL
    entries = select(AuditEntry).order_by(AuditEntry.number)
    for entry in session.scalars(entries.execution_options(yield_per=500)):
        if entry.number != number + 1:
            wrong.append(f"Entry {number + 1} is missing.")
        elif entry.previous != previous:
            wrong.append(f"Entry {entry.number} does not follow the one before it.")
        if entry.hash != _hash(entry):
            wrong.append(f"Entry {entry.number} is not as it was written.")
        number, previous = entry.number, entry.hash
    head = session.scalars(select(AuditHead)).one()
    if (head.number, head.hash) != (number, previous):
        wrong.append(f"The last entry should be {head.number}, found {number}.")
    return tuple(wrong)


def last(session: Session) -> tuple[int, str]:
    """Return the number and the hash of the last entry; 0 where there is none."""
    head = session.scalars(select(AuditHead)).one()
    return head.number, head.hash


def page(
    reader: Reader, principal: Principal, after: int | None = None, size: int = 50
) -> tuple[tuple[EntryRecord, ...], int | None]:
    """Return entries, the newest first, and the number after which there are more.

    Parameters
    ----------
    after
        The number of the last entry that is known.

    Raises
    ------
    NotAllowed
        If they are no administrator.
    """
    require(principal, Role.ADMINISTRATOR, "read the audit log")
    latest = LARGEST if after is None else after - 1
    found = rows(reader, _PAGE, {"latest": latest, SIZE: size + 1}).all()
    items = tuple(map(_entry, found[:size]))
    return items, items[-1].number if len(found) > size else None


_PAGE = (
    select(
        AuditEntry.number,
        AuditEntry.at,
        AuditEntry.user_id,
        AuditEntry.action,
        AuditEntry.subject,
        AuditEntry.detail,
        AuditEntry.hash,
    )
    .where(AuditEntry.number <= bindparam("latest"))
    .order_by(AuditEntry.number.desc())
    .limit(bindparam(SIZE, type_=Integer))
)


def _entry(row: Row[*tuple[Any, ...]]) -> EntryRecord:
    return EntryRecord(
        number=row.number,
        at=row.at,
        user_id=row.user_id,
        action=row.action,
        subject=row.subject,
        detail=json.loads(row.detail),
        hash=row.hash,
    )


def _hash(entry: AuditEntry) -> str:
    parts = (
        entry.number,
        _written(entry.at),
        entry.user_id,
        entry.action,
        entry.subject,
        entry.detail,
        entry.previous,
    )
    return digest(json.dumps(parts))


def _written(at: datetime) -> str:
    """Return a time as both databases keep it: in microseconds."""
    return at.isoformat(timespec="microseconds")
