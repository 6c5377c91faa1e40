"""Portfolios: immutable numbered versions, the latest being what a portfolio is."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response, status
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from api.access.caller import Caller
from api.access.principal import Principal, Role
from api.access.sight import Sight, seen_entry, seen_portfolio, sight_of, written
from api.routes.documents import DocumentRoute, calendar
from api.routes.permitted import Everywhere, InPortfolio
from api.routes.portfolio_files import ContentType, PortfolioContent, loaded_from, taken
from api.routes.repeating import Repetition
from api.routes.versions import GivenVersion, etag, expected
from api.routes.views import (
    AskedNumberedPart,
    AskedPart,
    AskedVersion,
    Listing,
    PortfolioId,
    View,
)
from api.service import Service, Serving
from api.storage import portfolios, running
from api.storage.judged import JudgedPlan
from api.storage.portfolios import PortfolioRecord
from api.storage.running import RUNNING, Cause
from optimizer.files import Loaded
from optimizer.plan.check import check
from optimizer.plan.measure import measure
from optimizer.portfolio.issue import Issue
from optimizer.portfolio.portfolio import Portfolio

router = APIRouter(prefix="/portfolios", tags=["portfolios"], route_class=DocumentRoute)

CREATOR = Everywhere(Role.PLANNER, "create a portfolio")
WRITER = InPortfolio(Role.PLANNER, "replace a portfolio")


class PortfolioEntry(View):
    """A version of a portfolio, without its contents.

    Attributes
    ----------
    digest
        SHA-256 of the contents; empty for those who do not see all of them.
    created_at, created_by
        When, and by which user, this version was written.
    running, running_plan_id
        Of the portfolio as it is now, whichever version this is: the number of its
        running state, 0 where there never was one, and its running plan.
    """

    id: str
    version: int
    name: str
    digest: str
    created_at: datetime
    created_by: str
    running: int
    running_plan_id: str | None


class PortfolioKept(PortfolioEntry):
    """A version that was just written.

    Attributes
    ----------
    plan_id
        The plan that came with it, if any.
    notes
        What the reader of a workbook assumed.
    """

    plan_id: str | None = None
    notes: tuple[Issue, ...] = ()


class PortfolioVersions(View):
    """Versions of a portfolio, the newest first.

    Attributes
    ----------
    after
        The cursor of the next part, for the parameter of the same name; null where
        there is no more.
    """

    items: tuple[PortfolioEntry, ...]
    after: int | None


@router.post("", status_code=status.HTTP_201_CREATED, openapi_extra=taken())
def create_portfolio(
    service: Serving,
    caller: Annotated[Principal, Depends(CREATOR)],
    repetition: Repetition,
    content: PortfolioContent,
    response: Response,
    kind: ContentType = "",
) -> PortfolioKept:
    """Keep a new portfolio, and the plan that comes with it where there is one.

    It comes as JSON or as an Excel workbook; Content-Type says which.
    """
    loaded = loaded_from(content, kind)
    with service.database.writing() as session:
        made = repetition.once(session, caller, lambda: kept(session, caller, loaded))
        entry = told(service, session, caller, made, loaded)
    name(entry, response)
    return entry


@router.get("")
async def list_portfolios(
    service: Serving, caller: Caller, part: AskedPart
) -> Listing[PortfolioEntry]:
    """List the portfolios that you see, each in its latest version."""
    found = await service.find(lambda it: portfolios.page(it, caller, part))
    items = tuple(
        seen_entry(entry, sight_of(caller, entry.id, service.settings))
        for entry in found.items
    )
    return Listing[PortfolioEntry].model_validate(replace(found, items=items))


@router.get("/{portfolio_id}", response_model=Portfolio)
async def read_portfolio(
    service: Serving,
    caller: Caller,
    portfolio_id: PortfolioId,
    version: AskedVersion = None,
) -> Response:
    """Read a portfolio; its ETag is its version.

    What may not be seen with your role is left out: see Sight in docs/secure.md.
    """
    record = await service.find(
        lambda it: portfolios.read(it, caller, portfolio_id, version)
    )
    headers = {"ETag": etag(record.entry.version)}
    sight, body = sight_of(caller, portfolio_id, service.settings), record.body
    if not sight.is_full:
        body = await run_in_threadpool(part_seen, record, sight)
    return Response(body, media_type="application/json", headers=headers)


def part_seen(record: PortfolioRecord, sight: Sight) -> str:
    """Return what somebody sees of a portfolio, who does not see all of it."""
    return json.dumps(written(seen_portfolio(record.portfolio, sight), sight))


@router.put("/{portfolio_id}", openapi_extra=taken())
def replace_portfolio(  # noqa: PLR0913, PLR0917 - each is a part of the request
    service: Serving,
    caller: Annotated[Principal, Depends(WRITER)],
    portfolio_id: PortfolioId,
    content: PortfolioContent,
    response: Response,
    version: GivenVersion = None,
    kind: ContentType = "",
) -> PortfolioKept:
    """Write the next version of a portfolio, made from the one in If-Match."""
    before = expected(version, "portfolio")
    loaded = loaded_from(content, kind)
    with service.database.writing() as session:
        record = portfolios.replace(
            session, caller, portfolio_id, loaded.portfolio, before
        )
        made = with_plan(session, caller, record.entry, loaded)
        entry = told(service, session, caller, made, loaded)
    name(entry, response)
    return entry


@router.get("/{portfolio_id}/versions")
async def list_versions(
    service: Serving, caller: Caller, portfolio_id: PortfolioId, part: AskedNumberedPart
) -> PortfolioVersions:
    """List the versions of a portfolio, the newest first."""
    found, further = await service.find(
        lambda it: portfolios.versions(it, caller, portfolio_id, part.after, part.size)
    )
    sight = sight_of(caller, portfolio_id, service.settings)
    return PortfolioVersions(
        items=tuple(
            PortfolioEntry.model_validate(seen_entry(entry, sight)) for entry in found
        ),
        after=further,
    )


def kept(session: Session, caller: Principal, loaded: Loaded) -> str:
    """Keep a new portfolio with its plan; return the ids of both."""
    record = portfolios.create(session, caller, loaded.portfolio)
    return with_plan(session, caller, record.entry, loaded)


def with_plan(
    session: Session,
    caller: Principal,
    entry: portfolios.PortfolioEntry,
    loaded: Loaded,
) -> str:
    """Keep the plan of a portfolio, judged; return the ids of both, and the version."""
    names = [entry.id, str(entry.version)]
    if loaded.plan is not None:
        with calendar():
            verdict = check(loaded.plan, loaded.portfolio)
            measure(loaded.plan, loaded.portfolio)
        judged = JudgedPlan(label=RUNNING, plan=loaded.plan, verdict=verdict)
        added = running.keep(
            session, caller, entry.id, entry.version, judged, Cause.IMPORTED
        )
        names.append(added.entry.id)
    return " ".join(names)


def told(
    service: Service, session: Session, caller: Principal, made: str, loaded: Loaded
) -> PortfolioKept:
    """Tell what was kept, under the ids that `with_plan` returned."""
    portfolio_id, version, *plan = made.split()
    entry = portfolios.entry(session, caller, portfolio_id, int(version))
    sight = sight_of(caller, portfolio_id, service.settings)
    found = PortfolioEntry.model_validate(seen_entry(entry, sight))
    plan_id = plan[0] if plan else None
    return PortfolioKept(**dict(found), plan_id=plan_id, notes=loaded.notes)


def name(entry: PortfolioKept, response: Response) -> None:
    """Say in an answer where the portfolio is, and in which version."""
    response.headers["Location"] = f"/v1/portfolios/{entry.id}"
    response.headers["ETag"] = etag(entry.version)
