"""Conflicts: why there is no plan, or why a project is dropped or late."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import PlainValidator

from api.jobs.questions import ConflictQuestion
from api.routes.asking import submit
from api.routes.documents import DocumentRoute, document, text
from api.routes.inquiring import InquiryRequest, inquired, submission_of
from api.routes.jobs import JobView
from api.routes.permitted import Asker
from api.routes.repeating import Repetition
from api.routes.views import PortfolioId
from api.service import Serving
from api.storage.jobs import Submission
from optimizer.portfolio.base import Id

router = APIRouter(tags=["jobs"], route_class=DocumentRoute)


class ConflictRequest(InquiryRequest):
    """Why there is no plan, or why a project is dropped or late.

    Attributes
    ----------
    project
        Why this one is not in the best plan, or late in it; why there is no plan where
        left out.
    """

    project: Id | None = None


ConflictText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=ConflictRequest), Body()
]


@router.post(
    "/portfolios/{portfolio_id}/conflicts", status_code=status.HTTP_202_ACCEPTED
)
def ask_why(
    service: Serving,
    caller: Asker,
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: ConflictText,
    response: Response,
) -> JobView:
    """Ask why; Location names the job that finds out.

    The conflict is minimal: a plan was found without any one of its rules. Each rule
    says what there is without it, and how little it would have to give. Of a project:
    what stands before it, and what gives way if it is forced.
    """

    def submission() -> Submission:
        asked = document(ConflictRequest, content)
        ground = inquired(service, caller, portfolio_id, asked)
        question = ConflictQuestion(**ground.common, project=asked.project)
        return submission_of(question, ground, asked)

    return submit(service, caller, repetition, submission, response)
