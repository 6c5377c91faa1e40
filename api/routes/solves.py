"""Solves: which plan of a portfolio is best."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import PlainValidator

from api.jobs.questions import SolveQuestion
from api.routes.asking import Asked, baseline_of, require_within, submit
from api.routes.documents import DocumentRoute, document, text
from api.routes.jobs import JobView
from api.routes.permitted import Asker
from api.routes.repeating import Repetition
from api.routes.views import PortfolioId
from api.service import Serving
from api.storage import portfolios
from api.storage.jobs import Submission
from optimizer.plan.goals import Goals
from optimizer.portfolio.base import Day

router = APIRouter(tags=["jobs"], route_class=DocumentRoute)


class SolveRequest(Asked):
    """Which plan is best.

    Attributes
    ----------
    now
        In place of the portfolio's own: everything before is fact.
    goals
        What is better, in order; net value, then little disruption, then cost where
        left out.
    """

    now: Day | None = None
    goals: Goals | None = None


SolveText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=SolveRequest), Body()
]


@router.post("/portfolios/{portfolio_id}/solves", status_code=status.HTTP_202_ACCEPTED)
def ask_for_a_plan(
    service: Serving,
    caller: Asker,
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: SolveText,
    response: Response,
) -> JobView:
    """Ask for the best plan of a portfolio; Location names the job that looks for it.

    Its result is an outcome with the plan, the checker's verdict, every measure, what
    is proven, and a certificate; or, where that is proven, that there is no plan, with
    a conflict that says why.
    """

    def submission() -> Submission:
        asked = document(SolveRequest, content)
        require_within(asked.effort, service)
        with service.database.reading() as session:
            record = portfolios.read(
                session, caller, portfolio_id, asked.portfolio_version
            )
            baseline = baseline_of(session, caller, portfolio_id, asked.baseline)
        question = SolveQuestion(
            portfolio=record.portfolio,
            baseline=baseline,
            now=asked.now,
            goals=asked.goals,
            effort=asked.effort,
        )
        return Submission(
            portfolio_id,
            record.entry.version,
            question,
            priority=asked.priority,
            running=record.entry.running,
        )

    return submit(service, caller, repetition, submission, response)
