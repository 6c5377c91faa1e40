"""What all questions to the engine have in common: who asks what about which plan."""

import logging
from collections.abc import Callable
from typing import Annotated

from fastapi import Response
from pydantic import Field
from sqlalchemy.orm import Session

from api.access.principal import Principal
from api.jobs.questions import Effort
from api.refusals import LimitExceeded
from api.routes.jobs import JobView, shown
from api.routes.repeating import Repeatable
from api.routes.views import IDENTITY, Version
from api.service import Service
from api.storage import jobs, plans, portfolios
from api.storage.errors import NotFound
from api.storage.jobs import JobRecord, Submission
from api.storage.running import RUNNING
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import DomainModel

PLAN = rf"{IDENTITY}|^{RUNNING}$"
_log = logging.getLogger(__name__)

Baseline = Annotated[str, Field(strict=True, pattern=PLAN)]


class Asked(DomainModel):
    """What every question says.

    Attributes
    ----------
    portfolio_version
        The latest where left out.
    baseline
        The plan that disruption is measured against: `running` for the running plan
        of the portfolio, the id of another plan, or null for none.
    effort
        How hard to try.
    priority
        The highest is answered first.
    """

    portfolio_version: Version | None = None
    baseline: Baseline | None = RUNNING
    effort: Effort = Effort()
    priority: Annotated[int, Field(strict=True, ge=-10, le=10)] = 0


def baseline_of(
    session: Session, caller: Principal, portfolio_id: str, plan_id: str | None
) -> Plan | None:
    """Return the plan that a question compares with.

    Parameters
    ----------
    plan_id
        `running` for the running plan of the portfolio, where there is one.

    Raises
    ------
    NotFound
        If the portfolio has no such plan.
    """
    if plan_id == RUNNING:
        plan_id = portfolios.entry(session, caller, portfolio_id).running_plan_id
    if plan_id is None:
        return None
    found = plans.read(session, caller, plan_id)
    if found.entry.portfolio_id != portfolio_id:
        raise NotFound("plan", plan_id)
    return found.judged.plan


def require_within(effort: Effort, service: Service) -> None:
    """Refuse more effort than one question may ask for.

    Raises
    ------
    LimitExceeded
        With the most that is allowed.
    """
    most = service.settings.longest_solve
    for wanted in (effort.seconds, effort.deterministic):
        if wanted is not None and wanted > most:
            raise LimitExceeded(
                f"At most {most:g} seconds are allowed for one question, "
                f"{wanted:g} were asked for."
            )


def submit(
    service: Service,
    caller: Principal,
    repetition: Repeatable,
    asked: Callable[[], Submission],
    response: Response,
) -> JobView:
    """Put a question into the queue, and tell where its job is.

    Parameters
    ----------
    asked
        Returns the question. Nobody looks at one that came before: its job is the
        answer, whatever has changed since.
    """
    with service.database.reading() as session:
        made = repetition.made(session, caller)
        record = None if made is None else jobs.read(session, caller, made)
    if record is None:
        record = queued(service, caller, repetition, asked())
    response.headers["Location"] = f"/v1/jobs/{record.id}"
    return shown(record, caller, service)


def queued(
    service: Service,
    caller: Principal,
    repetition: Repeatable,
    submission: Submission,
) -> JobRecord:
    """Put a question into the queue, and return its job."""
    most = service.settings.queued_per_user
    with service.database.writing() as session:
        made = repetition.once(
            session, caller, lambda: jobs.submit(session, caller, submission, most).id
        )
        record = jobs.read(session, caller, made)
    _log.info("job queued", extra={"job": record.id})
    service.supervisor.wake()
    return record
