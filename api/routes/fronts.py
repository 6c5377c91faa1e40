"""Pareto fronts: plans between which only taste decides."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import PlainValidator

from api.jobs.questions import FrontQuestion
from api.jobs.questions.front import MostPlans
from api.routes.asking import submit
from api.routes.documents import DocumentRoute, document, text
from api.routes.inquiring import InquiryRequest, inquired, submission_of
from api.routes.jobs import JobView
from api.routes.permitted import Asker
from api.routes.repeating import Repetition
from api.routes.views import PortfolioId
from api.service import Serving
from api.storage.jobs import Submission
from scenarios.pareto.front import MOST

router = APIRouter(tags=["jobs"], route_class=DocumentRoute)


class FrontRequest(InquiryRequest):
    """Plans that trade value, moves and cost against each other.

    Attributes
    ----------
    most
        Plans at most.
    """

    most: MostPlans = MOST


FrontText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=FrontRequest), Body()
]


@router.post("/portfolios/{portfolio_id}/fronts", status_code=status.HTTP_202_ACCEPTED)
def ask_for_a_front(
    service: Serving,
    caller: Asker,
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: FrontText,
    response: Response,
) -> JobView:
    """Ask for plans of the Pareto front; Location names the job that finds them.

    None is as good in value, moves and cost as another and better in one. Each can be
    opened as a plan, `plan_1` being the most valuable.
    """

    def submission() -> Submission:
        asked = document(FrontRequest, content)
        ground = inquired(service, caller, portfolio_id, asked)
        question = FrontQuestion(**ground.common, most=asked.most)
        return submission_of(question, ground, asked)

    return submit(service, caller, repetition, submission, response)
