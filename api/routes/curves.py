"""Curves: what the best plan is worth as one number grows."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import PlainValidator

from api.jobs.questions import CurveQuestion
from api.jobs.questions.curve import Swept
from api.routes.asking import submit
from api.routes.documents import DocumentRoute, document, text
from api.routes.inquiring import InquiryRequest, inquired, submission_of
from api.routes.jobs import JobView
from api.routes.permitted import Asker
from api.routes.repeating import Repetition
from api.routes.views import PortfolioId
from api.service import Serving
from api.storage.jobs import Submission

router = APIRouter(tags=["jobs"], route_class=DocumentRoute)


class CurveRequest(InquiryRequest):
    """What the best plan is worth as one number grows.

    Attributes
    ----------
    curve
        What grows, by the field `of`: moves, deadline, budget or headcount.
    """

    curve: Swept


CurveText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=CurveRequest), Body()
]


@router.post("/portfolios/{portfolio_id}/curves", status_code=status.HTTP_202_ACCEPTED)
def ask_for_a_curve(
    service: Serving,
    caller: Asker,
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: CurveText,
    response: Response,
) -> JobView:
    """Ask for the best value at each number; Location names the job that finds out.

    Every point is a search of its own; what theory says of points between them is
    used, and said. A curve that is cancelled has the points that there are.
    """

    def submission() -> Submission:
        asked = document(CurveRequest, content)
        ground = inquired(service, caller, portfolio_id, asked)
        question = CurveQuestion(**ground.common, curve=asked.curve)
        return submission_of(question, ground, asked)

    return submit(service, caller, repetition, submission, response)
