"""Prices: what people, offers, money, floors and skills are worth."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import PlainValidator

from api.jobs.questions import PriceQuestion
from api.jobs.questions.price import Priced
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


class PriceRequest(InquiryRequest):
    """What something is worth.

    Attributes
    ----------
    price
        What is priced, by the field `of`: people, offer, budget, floor, training or
        key_people.
    """

    price: Priced


PriceText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=PriceRequest), Body()
]


@router.post("/portfolios/{portfolio_id}/prices", status_code=status.HTTP_202_ACCEPTED)
def ask_for_a_price(
    service: Serving,
    caller: Asker,
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: PriceText,
    response: Response,
) -> JobView:
    """Ask what something is worth; Location names the job that finds out.

    Prices are differences of proven values; where a search was not finished a price is
    an interval, and a ranking says which places are not decided.
    """

    def submission() -> Submission:
        asked = document(PriceRequest, content)
        ground = inquired(service, caller, portfolio_id, asked)
        question = PriceQuestion(**ground.common, price=asked.price)
        return submission_of(question, ground, asked)

    return submit(service, caller, repetition, submission, response)
