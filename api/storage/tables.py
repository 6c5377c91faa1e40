"""The tables, each with what its rows are.

Long texts come last: SQLite reads a row from its beginning.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, MetaData, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from api.storage.columns import Moment, Name


class Base(DeclarativeBase):
    """What all tables share: types of columns, and names of constraints."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Name(), datetime: Moment()}  # noqa: RUF012 - SQLAlchemy


class User(Base):
    """Somebody who is known to the service.

    Attributes
    ----------
    disabled_at
        Since when they may not come; None for somebody who may.
    """

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class Grant(Base):
    """The role of a user in one portfolio, in place of that in all."""

    __tablename__ = "grants"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    portfolio_id: Mapped[str] = mapped_column(
        ForeignKey("portfolios.id"), primary_key=True
    )
    role: Mapped[str]


class Key(Base):
    """A key that a user comes with; only its SHA-256 is kept.

    Attributes
    ----------
    portfolios
        The ids of those that it is good for, as JSON; None for no such bound.
    """

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    role: Mapped[str | None]
    portfolios: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Password(Base):
    """The password of a user; only its Argon2 hash is kept.

    Attributes
    ----------
    login
        The user's name without regard to case, by which they sign in.
    """

    __tablename__ = "passwords"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str]
    changed_at: Mapped[datetime]


class Identity(Base):
    """Who a user is at an OpenID Connect provider."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))


class SignIn(Base):
    """A sign-in that began at a provider; only a SHA-256 of its state is kept."""

    __tablename__ = "sign_ins"

    state: Mapped[str] = mapped_column(primary_key=True)
    nonce: Mapped[str]
    verifier: Mapped[str]
    place: Mapped[str] = mapped_column(Text)
    began_at: Mapped[datetime]


class Attempt(Base):
    """How often somebody tried to sign in with one name, or from one address."""

    __tablename__ = "attempts"

    bucket: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    began_at: Mapped[datetime]


class Session(Base):
    """A browser that somebody signed in with; only a SHA-256 of what it holds is kept.

    Attributes
    ----------
    key_id
        Of the API key that they came with; the session is no more than the key is.
    """

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    key_id: Mapped[str | None] = mapped_column(ForeignKey("keys.id"))
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class Portfolio(Base):
    """A portfolio: the numbers of its latest version and of its running state.

    Attributes
    ----------
    running
        0 where there never was a running plan.
    """

    __tablename__ = "portfolios"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    running: Mapped[int] = mapped_column(default=0)


class PortfolioVersion(Base):
    """What a portfolio was at one time; never changed."""

    __tablename__ = "portfolio_versions"

    portfolio_id: Mapped[str] = mapped_column(
        ForeignKey("portfolios.id"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    digest: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    body: Mapped[str] = mapped_column(Text, deferred=True)


class Scenario(Base):
    """A scenario as it is now, and how often it was changed."""

    __tablename__ = "scenarios"
    __table_args__ = (Index("ix_scenarios_portfolio_id", "portfolio_id", "id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    portfolio_id: Mapped[str] = mapped_column(ForeignKey("portfolios.id"))
    version: Mapped[int]
    name: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    body: Mapped[str] = mapped_column(Text, deferred=True)


class Plan(Base):
    """A plan with the checker's verdict; never changed."""

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("job_id", "label"),
        Index("ix_plans_portfolio_id", "portfolio_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    portfolio_id: Mapped[str] = mapped_column(ForeignKey("portfolios.id"))
    portfolio_version: Mapped[int]
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id"))
    label: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(ForeignKey("users.id"))
    body: Mapped[str] = mapped_column(Text, deferred=True)
    verdict: Mapped[str] = mapped_column(Text, deferred=True)


class RunningState(Base):
    """What a portfolio went by from a time on: a version and a plan; never changed.

    Attributes
    ----------
    before_version
        The version that was the latest until then.
    plan_id
        None where it went back to having no running plan.
    undone
        The number of the state that this one takes back.
    measures
        Of the plan before and of this one, as JSON.
    """

    __tablename__ = "running_states"
    __table_args__ = (UniqueConstraint("portfolio_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    portfolio_id: Mapped[str] = mapped_column(ForeignKey("portfolios.id"))
    number: Mapped[int]
    cause: Mapped[str]
    before_version: Mapped[int]
    portfolio_version: Mapped[int]
    plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.id"))
    job_id: Mapped[str | None] = mapped_column(ForeignKey("jobs.id"))
    answer: Mapped[str | None]
    undone: Mapped[int | None]
    comment: Mapped[str]
    measures: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(ForeignKey("users.id"))


class Job(Base):
    """A question that takes long, who works on it, and how it ended.

    Attributes
    ----------
    question
        Everything that decides the answer, as it was when the job was submitted.
    running
        The number of the portfolio's running state then.
    rebased_from
        The job whose question this one asks of a later state.
    priced
        Whether prices of offers are part of the question.
    fence
        How often the job was given to a worker. Only the worker that knows the
        present number may change the job, so that one that was believed dead and
        comes back changes nothing.
    attempts
        How often a worker or a process died of it.
    events
        Number of its last event.
    trace
        Where in which trace it was submitted, as W3C Trace Context writes it.
    request
        Which request submitted it, for the log.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        Index("ix_jobs_portfolio_id", "portfolio_id", "id"),
        Index("ix_jobs_state_priority", "state", "priority", "id"),
        Index("ix_jobs_owner_state", "owner", "state"),
        Index("ix_jobs_owner_started_at", "owner", "started_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    portfolio_id: Mapped[str] = mapped_column(ForeignKey("portfolios.id"))
    portfolio_version: Mapped[int]
    scenario_id: Mapped[str | None] = mapped_column(index=True)
    scenario_version: Mapped[int | None]
    running: Mapped[int] = mapped_column(default=0)
    rebased_from: Mapped[str | None] = mapped_column(
        ForeignKey("jobs.id", deferrable=True, initially="DEFERRED")
    )
    owner: Mapped[str] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str]
    priority: Mapped[int]
    state: Mapped[str]
    priced: Mapped[bool]
    input_hash: Mapped[str]
    submitted_at: Mapped[datetime]
    fence: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    events: Mapped[int] = mapped_column(default=0)
    cancelling: Mapped[bool] = mapped_column(default=False)
    worker: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    value: Mapped[float | None]
    bound: Mapped[float | None]
    tier: Mapped[str | None]
    problem_code: Mapped[str | None]
    problem: Mapped[str | None]
    trace: Mapped[str | None]
    request: Mapped[str | None]
    question: Mapped[str] = mapped_column(Text, deferred=True)
    result: Mapped[str | None] = mapped_column(Text, deferred=True)


class Event(Base):
    """One step in the course of a job, numbered from 1."""

    __tablename__ = "events"

    job_id: Mapped[str] = mapped_column(ForeignKey("jobs.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    data: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class Worker(Base):
    """A process that takes jobs, as it last told of itself."""

    __tablename__ = "workers"

    name: Mapped[str] = mapped_column(primary_key=True)
    children: Mapped[int]
    busy: Mapped[int]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class Telling(Base):
    """What is told of a job's result or of a plan; never changed.

    Attributes
    ----------
    subject
        The id of the job, or of the plan.
    limited
        Whether it is for those who do not see money of people and reasons of leave.
    """

    __tablename__ = "tellings"

    subject: Mapped[str] = mapped_column(primary_key=True)
    limited: Mapped[bool] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)


class Figure(Base):
    """A figure of a telling, as Plotly draws it."""

    __tablename__ = "figures"

    subject: Mapped[str] = mapped_column(primary_key=True)
    limited: Mapped[bool] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)


class Request(Base):
    """A request that was answered, by the key that makes its repetition harmless."""

    __tablename__ = "requests"

    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    resource: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class AuditEntry(Base):
    """Who did what; each entry holds the hash of the one before."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    user_id: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str] = mapped_column(Text)
    previous: Mapped[str]
    hash: Mapped[str]


class AuditHead(Base):
    """The last entry's number and hash, in one row that writers of entries lock."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str]
