"""Moves: who goes from what to what, what shifts, and why."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import Field, PlainValidator

from api.jobs.questions import MovesQuestion
from api.routes.asking import submit
from api.routes.documents import DocumentRoute, document, text
from api.routes.inquiring import InquiryRequest, inquired, submission_of
from api.routes.jobs import JobView
from api.routes.permitted import Asker
from api.routes.repeating import Repetition
from api.routes.views import IDENTITY, PortfolioId
from api.service import Serving
from api.storage import plans
from api.storage.errors import NotFound
from api.storage.jobs import Submission

PlanName = Annotated[str, Field(strict=True, pattern=IDENTITY)]

router = APIRouter(tags=["jobs"], route_class=DocumentRoute)


class MovesRequest(InquiryRequest):
    """What changes against the running plan.

    Attributes
    ----------
    plan
        The id of the plan that is compared with the running one; the best response
        where left out.
    """

    plan: PlanName | None = None


MovesText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=MovesRequest), Body()
]


@router.post("/portfolios/{portfolio_id}/moves", status_code=status.HTTP_202_ACCEPTED)
def ask_for_moves(
    service: Serving,
    caller: Asker,
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: MovesText,
    response: Response,
) -> JobView:
    """Ask what changes against the running plan; Location names the job that lists it.

    Every entry has its reason, which was tried out with the checker. Of a plan that is
    named no search is made.
    """

    def submission() -> Submission:
        asked = document(MovesRequest, content)
        ground = inquired(service, caller, portfolio_id, asked)
        plan = None
        if asked.plan is not None:
            with service.database.reading() as session:
                found = plans.read(session, caller, asked.plan)
            if found.entry.portfolio_id != portfolio_id:
                raise NotFound("plan", asked.plan)
            plan = found.judged.plan
        question = MovesQuestion(**ground.common, plan=plan)
        return submission_of(question, ground, asked)

    return submit(service, caller, repetition, submission, response)
