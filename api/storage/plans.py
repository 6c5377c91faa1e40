"""Plans: each with the checker's verdict, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, bindparam, select

from api.access.principal import Role
from api.storage import audit, jobs, portfolios, tables
from api.storage.allowing import require_in
from api.storage.errors import NotFound
from api.storage.identity import moment, new_id
from api.storage.judged import JudgedPlan
from api.storage.paging import Page, Pages, Part
from api.storage.pseudonyms import kept_plan
from api.storage.reading import among, require_portfolio, rows
from optimizer.plan.outcome import Verdict
from optimizer.plan.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.reading import Reader


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan without its contents.

    Attributes
    ----------
    portfolio_version
        The version of the portfolio that it was made for.
    job_id
        The job that found it; None for one that came from outside.
    """

    id: str
    portfolio_id: str
    portfolio_version: int
    job_id: str | None
    label: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """A plan and its verdict as JSON."""

    entry: PlanEntry
    body: str
    verdict: str

    @property
    def judged(self) -> JudgedPlan:
        """The contents."""
        plan = Plan.model_validate_json(self.body)
        verdict = Verdict.model_validate_json(self.verdict)
        return JudgedPlan(label=self.entry.label, plan=plan, verdict=verdict)


def add(
    session: Session,
    principal: Principal,
    portfolio_id: str,
    portfolio_version: int,
    judged: JudgedPlan,
) -> PlanRecord:
    """Keep a plan that somebody brings, such as the running one.

    Raises
    ------
    NotFound
        If there is no such portfolio or version, or they do not see it.
    NotAllowed
        If they are no planner in it.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.PLANNER, "add a plan", missing)
    portfolios.read(session, principal, portfolio_id, portfolio_version)
    judged = kept_plan(session, judged)
    row = tables.Plan(
        id=new_id(),
        portfolio_id=portfolio_id,
        portfolio_version=portfolio_version,
        label=judged.label,
        body=judged.plan.model_dump_json(),
        verdict=judged.verdict.model_dump_json(),
        created_at=moment(),
        created_by=principal.id,
    )
    session.add(row)
    session.flush()
    detail = {"portfolio": portfolio_id, "accepted": judged.verdict.accepted}
    audit.record(session, principal, "plan.add", row.id, detail)
    return PlanRecord(_entry(row), row.body, row.verdict)


def read(reader: Reader, principal: Principal, plan_id: str) -> PlanRecord:
    """Return a plan.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    """
    row = _row(reader, principal, plan_id, _WHOLE)
    return PlanRecord(_entry(row), row.body, row.verdict)


def entry(reader: Reader, principal: Principal, plan_id: str) -> PlanEntry:
    """Return a plan as `read` does, without what is in it.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    """
    return _entry(_row(reader, principal, plan_id, _ONE))


def of_job(
    reader: Reader, principal: Principal, job_id: str, label: str
) -> PlanRecord | None:
    """Return the plan of one answer of a job; None if it has no such plan.

    Raises
    ------
    NotFound
        If they do not see the portfolio of the plan.
    """
    row = rows(reader, _OF_JOB, {"job": job_id, "label": label}).first()
    if row is None:
        return None
    missing = NotFound("plan", row.id)
    require_in(principal, row.portfolio_id, Role.VIEWER, "read a plan", missing)
    return PlanRecord(_entry(row), row.body, row.verdict)


def answers(reader: Reader, principal: Principal, job_id: str) -> tuple[str, ...]:
    """Return the labels of the answers of a job that have a plan.

    Raises
    ------
    NotFound
        If there is no such job, or they do not see its portfolio.
    """
    job = jobs.read(reader, principal, job_id)
    return tuple(rows(reader, _LABELS, {"job": job.id}).scalars())


def page(
    reader: Reader,
    principal: Principal,
    portfolio_id: str,
    part: Part = Part(),  # noqa: B008 - a frozen value
    labels: Collection[str] = (),
) -> Page[PlanEntry]:
    """Return the plans of a portfolio.

    Parameters
    ----------
    labels
        Only of these; of all where there are none.

    Raises
    ------
    NotFound
        If there is no such portfolio, or they do not see it.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.VIEWER, "read plans", missing)
    wanted = sorted(labels) or None
    found = _PAGES.page(reader, part, portfolio=portfolio_id, labels=wanted)
    if not found.items:
        require_portfolio(reader, portfolio_id, missing)
    return found


_SHOWN = (
    tables.Plan.id,
    tables.Plan.portfolio_id,
    tables.Plan.portfolio_version,
    tables.Plan.job_id,
    tables.Plan.label,
    tables.Plan.created_at,
    tables.Plan.created_by,
)
_CONTENTS = (*_SHOWN, tables.Plan.body, tables.Plan.verdict)
_IS_THE_PLAN = tables.Plan.id == bindparam("plan")
_IS_OF_JOB = tables.Plan.job_id == bindparam("job")
_ONE = select(*_SHOWN).where(_IS_THE_PLAN)
_WHOLE = select(*_CONTENTS).where(_IS_THE_PLAN)
_OF_JOB = select(*_CONTENTS).where(_IS_OF_JOB, tables.Plan.label == bindparam("label"))
_LABELS = select(tables.Plan.label).where(_IS_OF_JOB).order_by(tables.Plan.id)


def _row(
    reader: Reader,
    principal: Principal,
    plan_id: str,
    statement: Select[*tuple[Any, ...]],
) -> Row[*tuple[Any, ...]]:
    """Return the row of a plan that they see, as a statement asks for it."""
    missing = NotFound("plan", plan_id)
    row = rows(reader, statement, {"plan": plan_id}).first()
    if row is None:
        raise missing
    require_in(principal, row.portfolio_id, Role.VIEWER, "read a plan", missing)
    return row


def _entry(row: tables.Plan | Row[*tuple[Any, ...]]) -> PlanEntry:
    return PlanEntry(
        id=row.id,
        portfolio_id=row.portfolio_id,
        portfolio_version=row.portfolio_version,
        job_id=row.job_id,
        label=row.label,
        created_at=row.created_at,
        created_by=row.created_by,
    )


_PAGES = Pages(
    select(*_SHOWN),
    tables.Plan.id,
    _entry,
    {
        "portfolio": tables.Plan.portfolio_id == bindparam("portfolio"),
        "labels": among(tables.Plan.label, "labels"),
    },
)
