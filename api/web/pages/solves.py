"""Asking for the best plan of a portfolio from its page."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from api.access.visitor import Visitor
from api.approvals import fitting
from api.jobs.questions import Effort, SolveQuestion
from api.routes.asking import baseline_of, require_within
from api.routes.views import PortfolioId
from api.service import Serving
from api.storage import jobs, portfolios
from api.storage.jobs import Submission
from api.storage.running import RUNNING
from api.web.repeated import Sent

router = APIRouter(include_in_schema=False)

Seconds = Annotated[float, Form(gt=0, le=86_400, allow_inf_nan=False)]


@router.post("/portfolios/{portfolio_id}/solves")
def ask_for_a_plan(
    service: Serving,
    visit: Visitor,
    portfolio_id: PortfolioId,
    seconds: Seconds,
    sending: Sent,
) -> Response:
    """Put the question into the queue, and lead to the page that follows it."""
    principal, effort = visit.principal, Effort(seconds=seconds)
    require_within(effort, service)
    with service.database.writing() as session:
        record = portfolios.read(session, principal, portfolio_id)
        running = baseline_of(session, principal, portfolio_id, RUNNING)
        baseline = None if running is None else fitting(running, record.portfolio)
        question = SolveQuestion(
            portfolio=record.portfolio, baseline=baseline, effort=effort
        )
        submission = Submission(
            portfolio_id,
            record.entry.version,
            question,
            running=record.entry.running,
        )
        most = service.settings.queued_per_user
        made = sending.once(
            session,
            principal,
            lambda: jobs.submit(session, principal, submission, most).id,
        )
    service.supervisor.wake()
    return RedirectResponse(f"/jobs/{made}", HTTPStatus.SEE_OTHER)
