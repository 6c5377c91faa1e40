"""The queue as workers see it: take a job, keep it, end it.

A worker holds a job by a lease that it renews. Where it does not, because it died or
the machine stood still, the job goes to another one under a higher fencing number,
and whatever the first one brings later is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from api.jobs.reached import reached
from api.storage import calls, events, tables, tellings
from api.storage.database import LOCK_OF_CLAIMS, lock
from api.storage.errors import LeaseLost
from api.storage.identity import moment, new_id
from api.storage.jobs import JobState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from api.jobs.telling import Told
    from api.storage.judged import JudgedPlan
    from optimizer.plan.outcome import Point

MOST_ATTEMPTS = 5
"""So many workers or processes may die of a job before it is given up."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a worker gets jobs.

    Attributes
    ----------
    worker
        Its name, for people.
    lease
        After so long without a sign of life, a job goes to another worker.
    running_per_user
        No more jobs of one user run at the same time.
    """

    worker: str
    lease: timedelta
    running_per_user: int


@dataclass(frozen=True, slots=True)
class Lease:
    """A job in the hands of a worker.

    Attributes
    ----------
    fence
        The number under which it holds the job, and nobody else ever will.
    question
        JSON of `api.jobs.questions.Question`.
    waiting_since
        When it was submitted.
    trace
        Where in which trace it was submitted.
    request
        Which request submitted it.
    """

    job_id: str
    fence: int
    question: str
    waiting_since: datetime | None = None
    trace: str | None = None
    request: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One step to tell whoever watches a job: its kind, and JSON."""

    kind: str
    data: str
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended.

    Attributes
    ----------
    result
        JSON of the answer; None where there is none.
    full, limited
        What is told of it, to those who see everything and to those who do not.
    problem_code, problem
        Why it failed.
    """

    state: JobState
    result: str | None = None
    plans: tuple[JudgedPlan, ...] = ()
    full: Told | None = None
    limited: Told | None = None
    problem_code: str | None = None
    problem: str | None = None


def is_waiting(session: Session) -> bool:
    """Return whether `claim` may find something; asks without keeping writers off."""
    job = tables.Job
    waiting = or_(
        job.state == JobState.QUEUED,
        (job.state == JobState.RUNNING) & (job.leased_until < moment()),
    )
    return session.scalars(select(job.id).where(waiting).limit(1)).first() is not None


def claim(session: Session, terms: Terms) -> Lease | None:
    """Take the next job: of the highest priority, then of whoever waits longest.

    Whoever has the fewest jobs running comes first, then whoever's last job began
    longest ago, so that a hundred jobs of one user do not keep another one waiting.
    Of one user's jobs, those that a process died of wait for those that none did.
    """
    lock(session, LOCK_OF_CLAIMS)
    now = moment()
    _take_back_the_lost(session, now)
    job = session.scalars(_next(terms.running_per_user)).first()
    if job is None:
        return None
    job.state = JobState.RUNNING
    job.fence += 1
    job.worker, job.started_at = terms.worker, now
    job.leased_until = now + terms.lease
    events.append(session, job, "started")
    session.flush()
    return Lease(
        job.id, job.fence, job.question, job.submitted_at, job.trace, job.request
    )


def renew(
    session: Session, terms: Terms, lease: Lease, news: Iterable[News] = ()
) -> bool:
    """Keep a job, and tell what is new; return whether somebody asked to stop it.

    Raises
    ------
    LeaseLost
        If the job is no longer held.
    """
    job = _held(session, lease)
    job.leased_until = moment() + terms.lease
    for one in news:
        events.append(session, job, one.kind, one.data)
        # The goals after the first are told by the events only.
        if one.point is not None and job.tier in {None, one.point.tier}:
            point = one.point
            job.tier, job.value, job.bound = point.tier, point.value, point.bound
    return job.cancelling


def finish(session: Session, lease: Lease, ending: Ending) -> None:
    """End a job: its state, its result and its plans become visible in one commit.

    One that somebody asked to stop ends as cancelled, with what it has found.

    Raises
    ------
    LeaseLost
        If the job is no longer held; nothing is kept.
    """
    job = _held(session, lease)
    for judged in ending.plans:
        session.add(
            tables.Plan(
                id=new_id(),
                portfolio_id=job.portfolio_id,
                portfolio_version=job.portfolio_version,
                job_id=job.id,
                label=judged.label,
                body=judged.plan.model_dump_json(),
                verdict=judged.verdict.model_dump_json(),
                created_at=moment(),
                created_by=job.owner,
            )
        )
    if ending.result is not None:
        first = reached(job.kind, ending.result)
        job.tier = None if first is None else first.name
        job.value = None if first is None else first.value
        job.bound = None if first is None else first.bound
    job.result = ending.result
    tellings.keep(session, job.id, ending.full, ending.limited)
    state = JobState.CANCELLED if job.cancelling else ending.state
    _end(session, job, state, ending.problem_code, ending.problem)


def give_back(session: Session, lease: Lease) -> None:
    """Put a job back into the queue, where its worker stops in good order.

    Raises
    ------
    LeaseLost
        If the job is no longer held.
    """
    job = _held(session, lease)
    if job.cancelling:
        _end(session, job, JobState.CANCELLED)
    else:
        _requeue(session, job)


def give_up(session: Session, lease: Lease, problem: str) -> None:
    """Try a job once more whose process died, unless too many did.

    Raises
    ------
    LeaseLost
        If the job is no longer held.
    """
    _again(session, _held(session, lease), problem)


def _take_back_the_lost(session: Session, now: datetime) -> None:
    job = tables.Job
    lost = (
        select(job)
        .where(job.state == JobState.RUNNING, job.leased_until < now)
        .order_by(job.id)
        .with_for_update(key_share=True)
    )
    for row in session.scalars(lost).all():
        _again(session, row, f"Its worker {row.worker} gave no sign of life.")
    session.flush()


def _again(session: Session, job: tables.Job, problem: str) -> None:
    job.attempts += 1
    if job.cancelling:
        _end(session, job, JobState.CANCELLED)
    elif job.attempts >= MOST_ATTEMPTS:
        told = f"{problem} It was tried {job.attempts} times."
        _end(session, job, JobState.FAILED, "crashed", told)
    else:
        _requeue(session, job)


def _requeue(session: Session, job: tables.Job) -> None:
    job.state, job.worker, job.leased_until = JobState.QUEUED, None, None
    job.tier = job.value = job.bound = None
    events.append(session, job, "requeued")
    session.flush()
    calls.call(session)


def _end(
    session: Session,
    job: tables.Job,
    state: JobState,
    code: str | None = None,
    problem: str | None = None,
) -> None:
    job.state, job.finished_at = state, moment()
    job.worker, job.leased_until = None, None
    job.problem_code, job.problem = code, problem
    events.append(session, job, state)
    session.flush()
    calls.call(session)  # another job of the same user may run now


def _held(session: Session, lease: Lease) -> tables.Job:
    """Return the row of a job under this number, and keep others from changing it."""
    job = session.get(tables.Job, lease.job_id, with_for_update={"key_share": True})
    if job is None or job.fence != lease.fence or job.state != JobState.RUNNING:
        raise LeaseLost(lease.job_id, lease.fence)
    return job


def _next(running_per_user: int) -> Select[tables.Job]:
    job, other = tables.Job, aliased(tables.Job)
    running = (
        select(func.count())
        .where(other.owner == job.owner, other.state == JobState.RUNNING)
        .scalar_subquery()
    )
    last_began = (
        select(func.max(other.started_at))
        .where(other.owner == job.owner)
        .scalar_subquery()
    )
    return (
        select(job)
        .where(job.state == JobState.QUEUED, running < running_per_user)
        .order_by(
            job.priority.desc(),
            running,
            last_began.asc().nulls_first(),
            job.attempts,
            job.id,
        )
        .limit(1)
        .with_for_update(of=job, key_share=True)
    )
