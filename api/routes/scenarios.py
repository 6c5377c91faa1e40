"""Scenarios: what could happen to a portfolio, and what could be decided."""

import json
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Response, status
from fastapi.concurrency import run_in_threadpool
from pydantic import PlainValidator

from api.access.caller import Caller
from api.access.principal import Principal, Role
from api.access.sight import Sight, seen_scenario, sight_of, written
from api.routes.documents import BODY, DocumentRoute, text
from api.routes.permitted import InPortfolio, OfScenario
from api.routes.repeating import Repetition
from api.routes.versions import GivenVersion, etag, expected
from api.routes.views import AskedPart, Listing, PortfolioId, ScenarioId, View
from api.service import Serving
from api.storage import scenarios
from api.storage.scenarios import ScenarioRecord
from scenarios.reading import parse_scenario
from scenarios.scenario import Scenario

router = APIRouter(tags=["scenarios"], route_class=DocumentRoute)

WRITER = InPortfolio(Role.PLANNER, "write a scenario")
CHANGER = OfScenario(Role.PLANNER, "change a scenario")
ScenarioText = Annotated[
    bytes, PlainValidator(text, json_schema_input_type=Scenario), Body()
]


class ScenarioEntry(View):
    """A scenario without its changes.

    Attributes
    ----------
    changed_at, changed_by
        When, and by which user, it became what it is in this version.
    """

    id: str
    portfolio_id: str
    version: int
    name: str
    changed_at: datetime
    changed_by: str


@router.post(
    "/portfolios/{portfolio_id}/scenarios", status_code=status.HTTP_201_CREATED
)
def create_scenario(
    service: Serving,
    caller: Annotated[Principal, Depends(WRITER)],
    portfolio_id: PortfolioId,
    repetition: Repetition,
    content: ScenarioText,
    response: Response,
) -> ScenarioEntry:
    """Keep a new scenario of a portfolio.

    Its changes are applied, and refused where they do not fit, when it is asked what
    they mean: that depends on the portfolio and the running plan of that day.
    """
    scenario = parse_scenario(content, BODY)
    with service.database.writing() as session:
        made = repetition.once(
            session,
            caller,
            lambda: scenarios.create(session, caller, portfolio_id, scenario).entry.id,
        )
        entry = scenarios.read(session, caller, made).entry
    return named(entry, response)


@router.get("/portfolios/{portfolio_id}/scenarios")
async def list_scenarios(
    service: Serving, caller: Caller, portfolio_id: PortfolioId, part: AskedPart
) -> Listing[ScenarioEntry]:
    """List the scenarios of a portfolio."""
    found = await service.find(
        lambda it: scenarios.page(it, caller, portfolio_id, part)
    )
    return Listing[ScenarioEntry].model_validate(found)


@router.get("/scenarios/{scenario_id}", response_model=Scenario)
async def read_scenario(
    service: Serving, caller: Caller, scenario_id: ScenarioId
) -> Response:
    """Read a scenario; its ETag is its version."""
    record = await service.find(lambda it: scenarios.read(it, caller, scenario_id))
    headers = {"ETag": etag(record.entry.version)}
    sight = sight_of(caller, record.entry.portfolio_id, service.settings)
    body = record.body
    if not sight.is_full:
        body = await run_in_threadpool(part_seen, record, sight)
    return Response(body, media_type="application/json", headers=headers)


def part_seen(record: ScenarioRecord, sight: Sight) -> str:
    """Return what somebody sees of a scenario, who does not see all of it."""
    return json.dumps(written(seen_scenario(record.scenario, sight), sight))


@router.put("/scenarios/{scenario_id}")
def replace_scenario(
    service: Serving,
    caller: Annotated[Principal, Depends(CHANGER)],
    scenario_id: ScenarioId,
    content: ScenarioText,
    response: Response,
    version: GivenVersion = None,
) -> ScenarioEntry:
    """Change a scenario, from the version in If-Match."""
    before = expected(version, "scenario")
    scenario = parse_scenario(content, BODY)
    with service.database.writing() as session:
        record = scenarios.replace(session, caller, scenario_id, scenario, before)
    return named(record.entry, response)


@router.delete("/scenarios/{scenario_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_scenario(
    service: Serving,
    caller: Annotated[Principal, Depends(CHANGER)],
    scenario_id: ScenarioId,
    version: GivenVersion = None,
) -> None:
    """Remove a scenario, in the version of If-Match; its answers stay."""
    before = expected(version, "scenario")
    with service.database.writing() as session:
        scenarios.delete(session, caller, scenario_id, before)


def named(entry: scenarios.ScenarioEntry, response: Response) -> ScenarioEntry:
    """Tell of a scenario, and say in the answer where and in which version it is."""
    response.headers["Location"] = f"/v1/scenarios/{entry.id}"
    response.headers["ETag"] = etag(entry.version)
    return ScenarioEntry.model_validate(entry)
