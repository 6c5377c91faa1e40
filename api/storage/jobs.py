"""Jobs as those see them who submit, watch and cancel them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from api import logs, traces
from api.access.principal import Role
from api.storage import audit, calls, events, portfolios, tables
from api.storage.allowing import require_in, seen, seen_by
from api.storage.errors import JobEnded, JobRunning, NotFound, TooManyQueued
from api.storage.identity import digest, moment, new_id
from api.storage.paging import Page, Pages, Part
from api.storage.reading import among, rows

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.jobs.questions import Question
    from api.storage.reading import Reader


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing will happen to it any more."""
        return self not in {JobState.QUEUED, JobState.RUNNING}


@dataclass(frozen=True, slots=True)
class Submission:
    """A question, and what it is about.

    Attributes
    ----------
    scenario_id, scenario_version
        Where it is about a scenario that is stored.
    running
        The number of the portfolio's running state when the question was written: an
        answer is approved only while that holds.
    rebased_from
        The job whose question this one asks of a later state.
    priority
        The highest is answered first; 0 where nobody says otherwise.
    text, priced
        The question as JSON, and whether it tells prices of offers; written before
        the database is asked for anything, as others wait for it.
    """

    portfolio_id: str
    portfolio_version: int
    question: Question
    scenario_id: str | None = None
    scenario_version: int | None = None
    priority: int = 0
    running: int = 0
    rebased_from: str | None = None
    text: str = field(init=False, repr=False)
    priced: bool = field(init=False)

    def __post_init__(self) -> None:
        """Write the question."""
        object.__setattr__(self, "text", self.question.model_dump_json())
        object.__setattr__(self, "priced", self.question.is_priced_in(self.text))


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job without its question and its result.

    Attributes
    ----------
    running
        The number of the portfolio's running state that it was asked of.
    rebased_from
        The job whose question this one asks of a later state.
    attempts
        How often a worker or a process died of it.
    cancelling
        Somebody asked to stop it.
    tier, value, bound
        The first goal, its best value so far and its bound. Once it has ended, those
        of its answer; None where that is made of many searches.
    problem_code, problem
        Why it failed, for machines and for people.
    priced
        Whether prices of offers are part of the question: net value tells them.
    plan_ids
        The plans that it found.
    """

    id: str
    portfolio_id: str
    portfolio_version: int
    scenario_id: str | None
    scenario_version: int | None
    running: int
    rebased_from: str | None
    owner: str
    kind: str
    priority: int
    state: JobState
    input_hash: str
    attempts: int
    cancelling: bool
    submitted_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    tier: str | None
    value: float | None
    bound: float | None
    problem_code: str | None
    problem: str | None
    priced: bool
    plan_ids: tuple[str, ...]

    @property
    def gap(self) -> float | None:
        """How far value and bound are apart, as a share; None if unknown."""
        if self.value is None or self.bound is None:
            return None
        apart = abs(self.bound - self.value)
        return apart / max(abs(self.bound), abs(self.value), 1.0)


def submit(
    session: Session,
    principal: Principal,
    submission: Submission,
    queued_per_user: int,
) -> JobRecord:
    """Put a question into the queue.

    Raises
    ------
    NotFound
        If there is no such portfolio or version, or they do not see it.
    NotAllowed
        If they are no planner in it.
    TooManyQueued
        If as many of their jobs are waiting as may.
    """
    portfolio_id, version = submission.portfolio_id, submission.portfolio_version
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.PLANNER, "submit a job", missing)
    portfolios.require_version(session, principal, portfolio_id, version)
    job = tables.Job(
        id=new_id(),
        portfolio_id=portfolio_id,
        portfolio_version=version,
        scenario_id=submission.scenario_id,
        scenario_version=submission.scenario_version,
        running=submission.running,
        rebased_from=submission.rebased_from,
        owner=principal.id,
        kind=submission.question.kind,
        priority=submission.priority,
        question=submission.text,
        priced=submission.priced,
        input_hash=digest(submission.text),
    )
    return _enqueue(session, principal, job, queued_per_user)


def read(reader: Reader, principal: Principal, job_id: str) -> JobRecord:
    """Return a job.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    """
    return _record(_row(reader, principal, job_id, _ONE))


def result(reader: Reader, principal: Principal, job_id: str) -> str | None:
    """Return what a job has found as JSON; None while, or if, there is nothing.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    """
    found: str | None = _row(reader, principal, job_id, _RESULT).result
    return found


def count(session: Session, state: JobState) -> int:
    """Return how many jobs are so, of everybody; for whoever operates the service."""
    query = select(func.count()).where(tables.Job.state == state)
    return session.scalars(query).one()


def unfinished(session: Session, principal: Principal) -> dict[str, int]:
    """Return portfolio → how many of its jobs wait or run, where there are any."""
    job = tables.Job
    query = (
        select(job.portfolio_id, func.count())
        .where(job.state.in_((JobState.QUEUED, JobState.RUNNING)))
        .where(seen(principal, job.portfolio_id))
        .group_by(job.portfolio_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def question(reader: Reader, principal: Principal, job_id: str) -> str:
    """Return what a job was asked, as JSON.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    """
    found: str = _row(reader, principal, job_id, _QUESTION).question
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which jobs to list; every field that is given must hold."""

    portfolio_id: str | None = None
    state: JobState | None = None
    kind: str | None = None
    scenario_id: str | None = None


def page(
    reader: Reader,
    principal: Principal,
    wanted: Wanted = Wanted(),
    part: Part = Part(),  # noqa: B008 - a frozen value
) -> Page[JobRecord]:
    """Return the jobs in all portfolios that they see."""
    return _PAGES.page(
        reader,
        part,
        seen=seen_by(principal),
        portfolio=wanted.portfolio_id,
        state=wanted.state,
        kind=wanted.kind,
        scenario=wanted.scenario_id,
    )


def cancel(session: Session, principal: Principal, job_id: str) -> JobRecord:
    """Stop a job: at once while it waits, with the best plan so far while it runs.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    NotAllowed
        If they are no planner in it.
    JobEnded
        If it has ended.
    """
    job = _changing(session, principal, job_id, held=True)
    state = JobState(job.state)
    if state.ended:
        raise JobEnded(job_id, state)
    if job.cancelling:
        return read(session, principal, job_id)
    job.cancelling = True
    if state is JobState.QUEUED:
        job.state, job.finished_at = JobState.CANCELLED, moment()
        events.append(session, job, JobState.CANCELLED)
    else:
        events.append(session, job, "cancelling")
    session.flush()
    calls.call(session)
    audit.record(session, principal, "job.cancel", job_id)
    return read(session, principal, job_id)


def retry(
    session: Session, principal: Principal, job_id: str, queued_per_user: int
) -> JobRecord:
    """Put the question of a job that has ended into the queue once more.

    Raises
    ------
    NotFound, NotAllowed, TooManyQueued
        As `submit`.
    JobRunning
        If it has not ended.
    """
    earlier = _changing(session, principal, job_id)
    if not JobState(earlier.state).ended:
        raise JobRunning(job_id, earlier.state)
    job = tables.Job(
        id=new_id(),
        portfolio_id=earlier.portfolio_id,
        portfolio_version=earlier.portfolio_version,
        scenario_id=earlier.scenario_id,
        scenario_version=earlier.scenario_version,
        running=earlier.running,
        rebased_from=earlier.rebased_from,
        owner=principal.id,
        kind=earlier.kind,
        priority=earlier.priority,
        question=earlier.question,
        priced=earlier.priced,
        input_hash=earlier.input_hash,
    )
    return _enqueue(session, principal, job, queued_per_user)


def _enqueue(
    session: Session, principal: Principal, job: tables.Job, queued_per_user: int
) -> JobRecord:
    # Two submissions of one user at once are counted one after the other.
    session.get_one(tables.User, principal.id, with_for_update={"key_share": True})
    waiting = select(func.count()).where(
        tables.Job.owner == principal.id, tables.Job.state == JobState.QUEUED
    )
    if session.scalars(waiting).one() >= queued_per_user:
        raise TooManyQueued(queued_per_user)
    job.state, job.submitted_at, job.events = JobState.QUEUED, moment(), 0
    job.trace, job.request = traces.current(), logs.subject("request")
    session.add(job)
    session.flush()  # the row that its events refer to
    events.append(session, job, JobState.QUEUED)
    calls.call(session)
    detail = {"kind": job.kind, "input": job.input_hash}
    audit.record(session, principal, "job.submit", job.id, detail)
    return read(session, principal, job.id)


def _changing(
    session: Session, principal: Principal, job_id: str, *, held: bool = False
) -> tables.Job:
    """Return a job that they may change; `held` keeps others off until commit."""
    missing = NotFound("job", job_id)
    lock = {"key_share": True} if held else None
    job = session.get(tables.Job, job_id, with_for_update=lock)
    if job is None:
        raise missing
    require_in(principal, job.portfolio_id, Role.PLANNER, "change a job", missing)
    return job


def _row(
    reader: Reader,
    principal: Principal,
    job_id: str,
    statement: Select[*tuple[Any, ...]],
) -> Row[*tuple[Any, ...]]:
    """Return the row of a job that they see, as a statement asks for it."""
    missing = NotFound("job", job_id)
    row = rows(reader, statement, {"job": job_id}).first()
    if row is None:
        raise missing
    require_in(principal, row.portfolio_id, Role.VIEWER, "read a job", missing)
    return row


def _record(job: Row[*tuple[Any, ...]]) -> JobRecord:
    return JobRecord(
        id=job.id,
        portfolio_id=job.portfolio_id,
        portfolio_version=job.portfolio_version,
        scenario_id=job.scenario_id,
        scenario_version=job.scenario_version,
        running=job.running,
        rebased_from=job.rebased_from,
        owner=job.owner,
        kind=job.kind,
        priority=job.priority,
        state=JobState(job.state),
        input_hash=job.input_hash,
        attempts=job.attempts,
        cancelling=job.cancelling,
        submitted_at=job.submitted_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        tier=job.tier,
        value=job.value,
        bound=job.bound,
        problem_code=job.problem_code,
        problem=job.problem,
        priced=job.priced,
        plan_ids=tuple(sorted((job.plan_ids or "").split())),
    )


_job = tables.Job
_SHOWN = select(
    _job.id,
    _job.portfolio_id,
    _job.portfolio_version,
    _job.scenario_id,
    _job.scenario_version,
    _job.running,
    _job.rebased_from,
    _job.owner,
    _job.kind,
    _job.priority,
    _job.state,
    _job.input_hash,
    _job.attempts,
    _job.cancelling,
    _job.submitted_at,
    _job.started_at,
    _job.finished_at,
    _job.tier,
    _job.value,
    _job.bound,
    _job.problem_code,
    _job.problem,
    _job.priced,
    select(func.aggregate_strings(tables.Plan.id, " "))
    .where(tables.Plan.job_id == _job.id)
    .scalar_subquery()
    .label("plan_ids"),
)
_IS_THE_JOB = _job.id == bindparam("job")
_ONE = _SHOWN.where(_IS_THE_JOB)
_RESULT = select(_job.portfolio_id, _job.result).where(_IS_THE_JOB)
_QUESTION = select(_job.portfolio_id, _job.question).where(_IS_THE_JOB)
_PAGES = Pages(
    _SHOWN,
    _job.id,
    _record,
    {
        "seen": among(_job.portfolio_id, "seen"),
        "portfolio": _job.portfolio_id == bindparam("portfolio"),
        "state": _job.state == bindparam("state"),
        "kind": _job.kind == bindparam("kind"),
        "scenario": _job.scenario_id == bindparam("scenario"),
    },
)
