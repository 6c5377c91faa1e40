"""What a portfolio goes by: each state a version and a plan, and none is ever changed.

The latest state holds. Going back is a further state too, so that the history only
grows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, bindparam, select
from sqlalchemy.orm import aliased

from api.access.principal import Role
from api.storage import audit, plans, tables
from api.storage.allowing import require_in
from api.storage.errors import NotFound
from api.storage.identity import moment, new_id
from api.storage.paging import AFTER, SIZE, Page, Part
from api.storage.reading import require_portfolio, rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.judged import JudgedPlan
    from api.storage.plans import PlanRecord
    from api.storage.reading import Reader

RUNNING = "running"
"""What a plan is called that people work by."""

_state = tables.RunningState


class Cause(StrEnum):
    """How a portfolio came to go by a plan."""

    IMPORTED = "imported"
    KEPT = "kept"
    APPROVED = "approved"
    UNDONE = "undone"

    @property
    def is_approval(self) -> bool:
        """Whether an approver decided it, so that it can be taken back."""
        return self in {Cause.APPROVED, Cause.UNDONE}


@dataclass(frozen=True, slots=True)
class RunningState:
    """What a portfolio went by from a time on.

    Attributes
    ----------
    number
        From 1, one more with every state of the portfolio.
    before_version, before_plan_id
        What it went by until then.
    plan_id
        None where it went back to having no running plan.
    job_id, answer
        Whose answer was approved.
    undone
        The number of the state that this one takes back.
    before, after
        Measures of both plans, each in the version that it was for; empty where
        nobody measured.
    """

    id: str
    portfolio_id: str
    number: int
    cause: Cause
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
    before: Mapping[str, float] = field(default_factory=dict)
    after: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """From one state to the next: what storage is told to write down."""

    cause: Cause
    before_version: int
    plan_id: str | None
    job_id: str | None = None
    answer: str | None = None
    undone: int | None = None
    comment: str = ""
    before: Mapping[str, float] = field(default_factory=dict)
    after: Mapping[str, float] = field(default_factory=dict)


def keep(
    session: Session,
    principal: Principal,
    portfolio_id: str,
    portfolio_version: int,
    judged: JudgedPlan,
    cause: Cause = Cause.KEPT,
) -> PlanRecord:
    """Keep a plan that somebody brings as the running one.

    Nothing moves where it is the running plan already.

    Raises
    ------
    NotFound
        If there is no such portfolio or version, or they do not see it.
    NotAllowed
        If they are no planner in it; or no approver, where there is another one.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.PLANNER, "add a plan", missing)
    require_portfolio(session, portfolio_id, missing)
    # Before anything is written down: all who change a portfolio wait in this order.
    row = held(session, portfolio_id)
    added = plans.add(session, principal, portfolio_id, portfolio_version, judged)
    earlier = latest(session, principal, portfolio_id)
    if earlier is not None and earlier.plan_id is not None:
        present = plans.read(session, principal, earlier.plan_id)
        if present.judged.plan == added.judged.plan:
            return added
        action = "replace a running plan"
        require_in(principal, portfolio_id, Role.APPROVER, action, missing)
    append(session, principal, row, Step(cause, row.version, added.entry.id))
    return added


def latest(
    reader: Reader, principal: Principal, portfolio_id: str
) -> RunningState | None:
    """Return what a portfolio goes by; None where there never was a running plan.

    Raises
    ------
    NotFound
        If there is no such portfolio, or they do not see it.
    """
    found = page(reader, principal, portfolio_id, Part(size=1)).items
    return found[0] if found else None


def page(
    reader: Reader,
    principal: Principal,
    portfolio_id: str,
    part: Part = Part(),  # noqa: B008 - a frozen value
) -> Page[RunningState]:
    """Return what a portfolio went by, the latest first.

    Raises
    ------
    NotFound
        If there is no such portfolio, or they do not see it.
    """
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.VIEWER, "read a portfolio", missing)
    given = {"portfolio": portfolio_id, SIZE: part.size + 1}
    if part.after is None:
        found = rows(reader, _LATEST, given).all()
    else:
        found = rows(reader, _EARLIER, {**given, AFTER: part.after}).all()
    if not found:
        require_portfolio(reader, portfolio_id, missing)
    items = tuple(map(_told, found[: part.size]))
    return Page(items, items[-1].id if len(found) > part.size else None)


def read(reader: Reader, principal: Principal, state_id: str) -> RunningState:
    """Return one state.

    Raises
    ------
    NotFound
        If there is none, or they do not see its portfolio.
    """
    missing = NotFound("approval", state_id)
    found = rows(reader, _ONE, {"state": state_id}).first()
    if found is None:
        raise missing
    told = _told(found)
    require_in(principal, told.portfolio_id, Role.VIEWER, "read a portfolio", missing)
    return told


def has(session: Session, portfolio_id: str, cause: Cause) -> bool:
    """Return whether a portfolio ever came to go by a plan in one way."""
    query = select(_state.id).where(
        _state.portfolio_id == portfolio_id, _state.cause == cause
    )
    return session.scalars(query.limit(1)).first() is not None


def held(session: Session, portfolio_id: str) -> tables.Portfolio:
    """Return a portfolio that nobody else can change before this commit."""
    return session.get_one(
        tables.Portfolio, portfolio_id, with_for_update={"key_share": True}
    )


def append(
    session: Session, principal: Principal, row: tables.Portfolio, step: Step
) -> RunningState:
    """Write down the next state of a portfolio that is held, and let it go by it."""
    row.running += 1
    state = tables.RunningState(
        id=new_id(),
        portfolio_id=row.id,
        number=row.running,
        cause=step.cause,
        before_version=step.before_version,
        portfolio_version=row.version,
        plan_id=step.plan_id,
        job_id=step.job_id,
        answer=step.answer,
        undone=step.undone,
        comment=step.comment,
        measures=json.dumps({"before": dict(step.before), "after": dict(step.after)}),
        created_at=moment(),
        created_by=principal.id,
    )
    session.add(state)
    session.flush()
    detail = {
        "number": row.running,
        "version": row.version,
        "plan": step.plan_id,
        "job": step.job_id,
    }
    audit.record(session, principal, f"running.{step.cause}", row.id, detail)
    return read(session, principal, state.id)


def _told(row: Row[*tuple[Any, ...]]) -> RunningState:
    measures = json.loads(row.measures)
    return RunningState(
        id=row.id,
        portfolio_id=row.portfolio_id,
        number=row.number,
        cause=Cause(row.cause),
        before_version=row.before_version,
        portfolio_version=row.portfolio_version,
        before_plan_id=row.before_plan_id,
        plan_id=row.plan_id,
        job_id=row.job_id,
        answer=row.answer,
        undone=row.undone,
        comment=row.comment,
        created_at=row.created_at,
        created_by=row.created_by,
        before=measures["before"],
        after=measures["after"],
    )


_before = aliased(_state)
_STATES = select(
    _state.id,
    _state.portfolio_id,
    _state.number,
    _state.cause,
    _state.before_version,
    _state.portfolio_version,
    _before.plan_id.label("before_plan_id"),
    _state.plan_id,
    _state.job_id,
    _state.answer,
    _state.undone,
    _state.comment,
    _state.measures,
    _state.created_at,
    _state.created_by,
).outerjoin(
    _before,
    and_(
        _before.portfolio_id == _state.portfolio_id,
        _before.number == _state.number - 1,
    ),
)
"""States, each with the plan of the one before."""
_ONE = _STATES.where(_state.id == bindparam("state"))
_LATEST = (
    _STATES.where(_state.portfolio_id == bindparam("portfolio"))
    .order_by(_state.number.desc())
    .limit(bindparam(SIZE, type_=Integer))
)
_EARLIER = _LATEST.where(
    _state.number
    < select(_state.number).where(_state.id == bindparam(AFTER)).scalar_subquery()
)
