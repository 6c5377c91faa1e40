"""What the service answers with, as values; each has the fields of docs/openapi.json.

Portfolios, scenarios, plans and outcomes are the classes of the engine themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as with_changes
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from api.access.principal import Role
from optimizer.plan.outcome import Certificate, TierResult, Verdict
from optimizer.plan.plan import Plan
from optimizer.portfolio.issue import Issue


class Answer(BaseModel):
    """An answer; what a later service says besides is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Stored(Generic[Content]):
    """Something that the service keeps, in the version that was read.

    Whoever changes it sends this version along, and is refused where somebody else
    was first.
    """

    id: str
    version: int
    content: Content

    def changed(self, content: Content) -> Self:
        """Return it with other contents, made from the same version."""
        return with_changes(self, content=content)


class PortfolioEntry(Answer):
    """A version of a portfolio, without its contents.

    Attributes
    ----------
    running, running_plan_id
        Of the portfolio as it is now: the number of its running state, 0 where there
        never was one, and its running plan.
    """

    id: str
    version: int
    name: str
    digest: str
    created_at: datetime
    created_by: str
    running: int
    running_plan_id: str | None


class PortfolioKept(PortfolioEntry):
    """A version that was just written, and the plan that came with it."""

    plan_id: str | None = None
    notes: tuple[Issue, ...] = ()


class Findings(Answer):
    """What is wrong with a portfolio, and what is worth knowing."""

    valid: bool
    issues: tuple[Issue, ...]


class ScenarioEntry(Answer):
    """A scenario without its changes."""

    id: str
    portfolio_id: str
    version: int
    name: str
    changed_at: datetime
    changed_by: str


class PlanEntry(Answer):
    """A plan without its contents."""

    id: str
    portfolio_id: str
    portfolio_version: int
    job_id: str | None
    label: str
    created_at: datetime
    created_by: str


class PlanView(PlanEntry):
    """A plan with the checker's verdict, its measures and what is proven of it."""

    plan: Plan
    verdict: Verdict
    measures: dict[str, float]
    tiers: tuple[TierResult, ...]
    certificate: Certificate | None


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


class JobView(Answer):
    """A question, and how far the search for its answer is."""

    id: str
    kind: str
    state: JobState
    portfolio_id: str
    portfolio_version: int
    scenario_id: str | None
    scenario_version: int | None
    running: int
    rebased_from: str | None
    owner: str
    priority: int
    input_hash: str
    attempts: int
    cancelling: bool
    submitted_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    tier: str | None
    value: float | None
    bound: float | None
    gap: float | None
    problem_code: str | None
    problem: str | None
    plan_ids: tuple[str, ...]


class RunningStateView(Answer):
    """What a portfolio went by from a time on.

    Attributes
    ----------
    number
        From 1, one more with every state of the portfolio.
    cause
        imported, kept, approved or undone.
    before, after
        Measures of both plans; empty where nobody measured.
    """

    id: str
    portfolio_id: str
    number: int
    cause: str
    before_version: int
    portfolio_version: int
    before_plan_id: str | None
    plan_id: str | None
    job_id: str | None
    answer: str | None
    undone: int | None
    comment: str
    created_at: datetime
    created_by: str
    before: dict[str, float]
    after: dict[str, float]


class UserView(Answer):
    """A user; `role` is that in all portfolios, `disabled_at` null unless disabled."""

    id: str
    name: str
    role: Role | None
    created_at: datetime
    disabled_at: datetime | None


class KeyView(Answer):
    """A key without the key."""

    id: str
    user_id: str
    label: str
    role: Role | None
    portfolios: tuple[str, ...] | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class KeyMade(KeyView):
    """A key that was just made; `secret` is the key, this once."""

    secret: str | None = Field(repr=False)


class ChartView(Answer):
    """A chart without its figure; `choice` says which of several of one title."""

    name: str
    title: str
    description: str
    choice: str
    height: int


class AuditEntry(Answer):
    """Something that somebody did."""

    number: int
    at: datetime
    user_id: str
    action: str
    subject: str
    detail: dict[str, Any]
    hash: str


class Health(Answer):
    """That the server answers."""

    status: str


class Readiness(Answer):
    """Whether requests can be carried out, and what is in the way."""

    database: bool
    jobs: bool
    workers: int
