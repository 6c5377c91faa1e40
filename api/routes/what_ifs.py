"""What-ifs: what a scenario means, and the best response to it."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Response, status
from pydantic import Field, PlainValidator

from api.access.caller import Caller
from api.access.principal import Principal, Role
from api.jobs.questions import WhatIfQuestion
from api.routes.asking import baseline_of, require_within, submit
from api.routes.documents import DocumentRoute, calendar, document, text
from api.routes.inquiring import WhatIfAsked
from api.routes.jobs import JobView
from api.routes.permitted import OfScenario
from api.routes.repeating import Repetition
from api.routes.views import ScenarioId
from api.service import Serving
from api.storage import portfolios, scenarios
from api.storage.jobs import Submission

router = APIRouter(tags=["jobs"], route_class=DocumentRoute)


class WhatIfRequest(WhatIfAsked):
    """What a scenario means.

    Attributes
    ----------
    curve
        Whether to ask also what 0, 1, 2, … moves are worth.
    """

    curve: bool = Field(default=False, strict=True)


PLANNER = OfScenario(Role.PLANNER, "submit a job")
WhatIfText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=WhatIfRequest), Body()
]


def asker(
    service: Serving, caller: Caller, scenario_id: ScenarioId, repetition: Repetition
) -> Principal:
    """Return who asks about a scenario, or has asked before it was removed.

    Raises
    ------
    NotFound, NotAllowed
        If they may not.
    """
    with service.database.reading() as session:
        made = repetition.made(session, caller)
    return caller if made else PLANNER(service, caller, scenario_id)


@router.post("/scenarios/{scenario_id}/what-ifs", status_code=status.HTTP_202_ACCEPTED)
def ask_what_if(
    service: Serving,
    caller: Annotated[Principal, Depends(asker)],
    scenario_id: ScenarioId,
    repetition: Repetition,
    content: WhatIfText,
    response: Response,
) -> JobView:
    """Ask what a scenario means; Location names the job that finds out.

    A scenario that does not fit the portfolio and the running plan is refused at once,
    with every change that does not.
    """

    def submission() -> Submission:
        asked = document(WhatIfRequest, content)
        require_within(asked.effort, service)
        with service.database.reading() as session:
            found = scenarios.read(session, caller, scenario_id)
            portfolio_id = found.entry.portfolio_id
            record = portfolios.read(
                session, caller, portfolio_id, asked.portfolio_version
            )
            baseline = baseline_of(session, caller, portfolio_id, asked.baseline)
        question = WhatIfQuestion(
            portfolio=record.portfolio,
            baseline=baseline,
            now=asked.now,
            scenario=found.scenario,
            effort=asked.effort,
            curve=asked.curve,
        )
        with calendar():
            question.situation()
        return Submission(
            portfolio_id,
            record.entry.version,
            question,
            scenario_id,
            found.entry.version,
            asked.priority,
            record.entry.running,
        )

    return submit(service, caller, repetition, submission, response)
