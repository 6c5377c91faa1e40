"""Approvals: an answer becomes what a portfolio goes by; and the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from api.access.principal import Role
from api.storage import plans, portfolios, running, tables
from api.storage.allowing import require_in
from api.storage.errors import MovedOn, NotFound, NothingToUndo
from api.storage.reading import require_portfolio
from api.storage.running import Cause, Step
from optimizer.plan.goals import Measure
from optimizer.portfolio.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from api.access.principal import Principal
    from api.storage.jobs import JobRecord
    from api.storage.judged import JudgedPlan
    from api.storage.running import RunningState
    from optimizer.portfolio.portfolio import Portfolio

COMPARING = frozenset(str(name) for name in Measure if name.needs_baseline)
"""Measures that compare a plan with the running one."""


@dataclass(frozen=True, slots=True)
class Approval:
    """An answer that is to be what its portfolio goes by.

    Attributes
    ----------
    job, answer
        Where it was found; what it was found for has to hold still.
    portfolio
        After the changes of the scenario; None where they change no data.
    judged
        The plan, as the checker judged it on that portfolio.
    before, after
        Measures of the running plan and of this one.
    """

    job: JobRecord
    answer: str
    portfolio: Portfolio | None
    judged: JudgedPlan
    comment: str = ""
    before: Mapping[str, float] = field(default_factory=dict)
    after: Mapping[str, float] = field(default_factory=dict)


def approve(session: Session, principal: Principal, approval: Approval) -> RunningState:
    """Make a plan the running one, and the portfolio what the plan was made for.

    Raises
    ------
    NotFound
        If they do not see the portfolio.
    NotAllowed
        If they are no approver in it.
    MovedOn
        If it, or its running plan, is no longer what the job was asked of.
    """
    job = approval.job
    row = _held(session, principal, job.portfolio_id, "approve a plan")
    require_unmoved(session, principal, job)
    before_version = row.version
    if approval.portfolio is not None:
        portfolios.replace(
            session, principal, row.id, approval.portfolio, before_version
        )
    added = plans.add(session, principal, row.id, row.version, approval.judged)
    step = Step(
        Cause.APPROVED,
        before_version,
        added.entry.id,
        job_id=job.id,
        answer=approval.answer,
        comment=approval.comment,
        before=approval.before,
        after=approval.after,
    )
    return running.append(session, principal, row, step)


def undo(
    session: Session,
    principal: Principal,
    portfolio_id: str,
    expected: int,
    comment: str = "",
) -> RunningState:
    """Go back to what a portfolio went by before the last approval, or undoing.

    Parameters
    ----------
    expected
        The number of the running state that is to be taken back.

    Raises
    ------
    NotFound
        If there is no such portfolio, or they do not see it.
    NotAllowed
        If they are no approver in it.
    NothingToUndo
        If nothing was approved.
    MovedOn
        If another state, or another version of the portfolio, has come after.
    """
    row = _held(session, principal, portfolio_id, "undo an approval")
    last = running.latest(session, principal, portfolio_id)
    if last is None or not _was_approved(session, portfolio_id):
        raise NothingToUndo(portfolio_id)
    since = (last.portfolio_version, expected)
    issues = list(_moved(session, principal, portfolio_id, *since))
    if not issues and not last.cause.is_approval:
        issues = [_of_state(session, last, last.number - 1)]
    if issues:
        raise MovedOn(issues)
    before_version = row.version
    if last.before_version != before_version:
        earlier = portfolios.read(session, principal, row.id, last.before_version)
        portfolios.replace(session, principal, row.id, earlier.portfolio, row.version)
    step = Step(
        Cause.UNDONE,
        before_version,
        last.before_plan_id,
        undone=last.number,
        comment=comment,
        before=lasting(last.after),
        after=lasting(last.before),
    )
    return running.append(session, principal, row, step)


def lasting(measures: Mapping[str, float]) -> dict[str, float]:
    """Return the measures that do not depend on which plan was the running one."""
    return {name: number for name, number in measures.items() if name not in COMPARING}


def require_unmoved(session: Session, principal: Principal, job: JobRecord) -> None:
    """Refuse an answer whose portfolio, or running plan, has moved on since.

    Raises
    ------
    MovedOn
        With what moved, by whom, and when.
    """
    since = (job.portfolio_version, job.running)
    issues = list(_moved(session, principal, job.portfolio_id, *since))
    if issues:
        raise MovedOn(issues)


def _held(
    session: Session, principal: Principal, portfolio_id: str, action: str
) -> tables.Portfolio:
    """Return a portfolio, locked, if they may approve in it."""
    missing = NotFound("portfolio", portfolio_id)
    require_in(principal, portfolio_id, Role.APPROVER, action, missing)
    require_portfolio(session, portfolio_id, missing)
    return running.held(session, portfolio_id)


def _was_approved(session: Session, portfolio_id: str) -> bool:
    return running.has(session, portfolio_id, Cause.APPROVED)


def _moved(
    session: Session, principal: Principal, portfolio_id: str, version: int, number: int
) -> Iterator[Issue]:
    """Yield how a portfolio has moved on from a version and a running state."""
    now = portfolios.entry(session, principal, portfolio_id)
    if now.version != version:
        yield Issue(
            code="moved_on",
            where="portfolio_version",
            message=f"The portfolio is at version {now.version}, not {version}: "
            f"{_by(session, now.created_by, now.created_at)}.",
        )
    if now.running != number:
        state = running.latest(session, principal, portfolio_id)
        if state is not None:
            yield _of_state(session, state, number)


def _of_state(session: Session, state: RunningState, number: int) -> Issue:
    by = _by(session, state.created_by, state.created_at)
    return Issue(
        code="moved_on",
        where="running",
        message=f"The running plan is in its state {state.number}, not {number}: "
        f"{state.cause} by {by}.",
    )


def _by(session: Session, user_id: str, at: datetime) -> str:
    name = session.get_one(tables.User, user_id).name
    return f"{name}, {at:%Y-%m-%d %H:%M} UTC"
