"""Comparisons: two to ten plans side by side."""

from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import Field, PlainValidator

from api.jobs.questions import ComparisonQuestion
from api.routes.asking import submit
from api.routes.documents import DocumentRoute, calendar, document, text
from api.routes.inquiring import (
    ScenarioName,
    WhatIfAsked,
    ground_of,
    require_answerable,
)
from api.routes.jobs import JobView
from api.routes.permitted import Asker
from api.routes.repeating import Repetition
from api.routes.views import PortfolioId
from api.service import Serving
from api.storage.jobs import Submission
from scenarios.comparison.comparison import MOST

router = APIRouter(tags=["jobs"], route_class=DocumentRoute)


class ComparisonRequest(WhatIfAsked):
    """The best responses to two to ten scenarios, or all answers to one.

    Attributes
    ----------
    scenarios
        Their ids; the names of the scenarios tell their plans apart.
    answers
        The answers to one scenario, with a plan for each number of moves.
    causes
        Whether to say also what each change of a scenario does.
    """

    scenarios: Annotated[tuple[ScenarioName, ...], Field(min_length=1, max_length=MOST)]
    answers: bool = Field(default=False, strict=True)
    causes: bool = Field(default=False, strict=True)


ComparisonText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=ComparisonRequest), Body()
]


@router.post(
    "/portfolios/{portfolio_id}/comparisons", status_code=status.HTTP_202_ACCEPTED
)
def ask_for_a_comparison(
    service: Serving,
    caller: Asker,
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: ComparisonText,
    response: Response,
) -> JobView:
    """Ask for plans side by side; Location names the job that finds them.

    Measures, value by project, where the differences come from, which plans are
    dominated. Each can be opened as a plan: `plan_1` is the first of the comparison.
    """

    def submission() -> Submission:
        asked = document(ComparisonRequest, content)
        ground = ground_of(service, caller, portfolio_id, asked, asked.scenarios)
        question = ComparisonQuestion(
            **ground.common,
            scenarios=tuple(one.scenario for one in ground.scenarios),
            answers=asked.answers,
            causes=asked.causes,
        )
        with calendar():
            require_answerable(question.problems())
            for scenario in question.scenarios:
                scenario.apply(question.base)
        return Submission(
            portfolio_id,
            ground.portfolio.version,
            question,
            priority=asked.priority,
            running=ground.portfolio.running,
        )

    return submit(service, caller, repetition, submission, response)
