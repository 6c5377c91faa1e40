"""Workers that take jobs: each gives a sign of life, and whoever is silent is gone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from api.storage import tables
from api.storage.identity import moment

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

SILENCE = timedelta(seconds=20)
"""After so long without a sign of life, a worker counts as gone."""
FORGOTTEN = timedelta(days=1)
"""After so long nothing is kept of it."""


@dataclass(frozen=True, slots=True)
class WorkerRecord:
    """A worker as it last told of itself.

    Attributes
    ----------
    children
        Jobs that it runs at most at the same time.
    busy
        Jobs that it runs.
    """

    name: str
    children: int
    busy: int
    started_at: datetime
    seen_at: datetime


def beat(session: Session, sign: WorkerRecord) -> None:
    """Give a sign of life, and forget whoever gave none for long."""
    session.execute(
        delete(tables.Worker).where(tables.Worker.seen_at < sign.seen_at - FORGOTTEN)
    )
    session.merge(tables.Worker(**asdict(sign)))
    session.flush()


def leave(session: Session, name: str) -> None:
    """Say that a worker takes no further jobs."""
    session.execute(delete(tables.Worker).where(tables.Worker.name == name))


def living(session: Session) -> tuple[WorkerRecord, ...]:
    """Return the workers that gave a sign of life lately, by name."""
    worker = tables.Worker
    query = (
        select(worker).where(worker.seen_at > moment() - SILENCE).order_by(worker.name)
    )
    return tuple(
        WorkerRecord(row.name, row.children, row.busy, row.started_at, row.seen_at)
        for row in session.scalars(query)
    )
