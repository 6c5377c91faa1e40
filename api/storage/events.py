"""The course of a job, step by step, for whoever watches it or comes back later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, select

from api.access.principal import Role
from api.storage import tables
from api.storage.allowing import require_in
from api.storage.errors import NotFound
from api.storage.identity import moment
from api.storage.reading import rows

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One step of a job.

    Attributes
    ----------
    number
        From 1, without gaps.
    kind
        `queued`, `started`, `point`, `step`, `cancelling`, `requeued`; the last one is
        the state in which the job ended.
    data
        JSON.
    """

    number: int
    kind: str
    data: str
    at: datetime


def after(
    reader: Reader,
    principal: Principal,
    job_id: str,
    number: int = 0,
    size: int = 500,
) -> tuple[EventRecord, ...]:
    """Return what has happened to a job since an event.

    Raises
    ------
    NotFound
        If there is no such job, or they do not see its portfolio.
    """
    missing = NotFound("job", job_id)
    portfolio_id = rows(reader, _PORTFOLIO, {"job": job_id}).scalar()
    if portfolio_id is None:
        raise missing
    require_in(principal, portfolio_id, Role.VIEWER, "watch a job", missing)
    given = {"job": job_id, "seen": number, "size": size}
    return tuple(EventRecord(*row) for row in rows(reader, _AFTER, given))


_event = tables.Event
_PORTFOLIO = select(tables.Job.portfolio_id).where(tables.Job.id == bindparam("job"))
_AFTER = (
    select(_event.number, _event.kind, _event.data, _event.at)
    .where(_event.job_id == bindparam("job"), _event.number > bindparam("seen"))
    .order_by(_event.number)
    .limit(bindparam("size", type_=Integer))
)


def append(
    session: Session, job: tables.Job, kind: str, data: str = "{}"
) -> EventRecord:
    """Add a step to a job whose row is held, so that numbers follow each other."""
    job.events += 1
    record = EventRecord(job.events, kind, data, moment())
    session.add(
        tables.Event(
            job_id=job.id,
            number=record.number,
            kind=kind,
            data=data,
            at=record.at,
        )
    )
    return record
