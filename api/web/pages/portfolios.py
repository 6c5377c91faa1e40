"""Portfolios: all that somebody sees, and one of them under a plan."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy.orm import Session

from api.access.principal import Principal, Role
from api.access.visitor import Visit, Visitor
from api.jobs.telling import Told
from api.overviews import SECTIONS, Look, Overview, look, overview
from api.routes.views import IDENTITY, AskedPart, PlanId, PortfolioId
from api.service import Service, Serving
from api.storage import jobs, keys, plans, portfolios
from api.storage.paging import Part
from api.storage.portfolios import PortfolioEntry
from api.storage.running import RUNNING
from api.web.efforts import new_name
from api.web.leading import is_part
from api.web.samples import SAMPLES
from api.web.templating import rendered

router = APIRouter(include_in_schema=False)

ChosenPlan = Annotated[str | None, Query(alias="plan", pattern=IDENTITY)]
OlderVersions = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
PartName = Annotated[str, Path(pattern=r"^[a-z]{1,40}$")]
FigureName = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,60}$")]
MOST_PLANS = 50
"""So many plans a page lists."""
MOST_VERSIONS = 20
"""So many versions a page lists."""
UNCONDITIONAL = frozenset({"plan", RUNNING})
"""What plans are called that are for the portfolio as it is, not for a scenario."""
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Card:
    """A portfolio in the list.

    Attributes
    ----------
    overview
        None where it is still to be made; the page asks for it later.
    plans_it
        Whether whoever looks at it may ask for plans.
    """

    entry: PortfolioEntry
    author: str
    unfinished: int
    overview: Overview | None
    plans_it: bool


@router.get("/portfolios")
def list_portfolios(
    request: Request, service: Serving, visit: Visitor, part: AskedPart
) -> HTMLResponse:
    """Show all portfolios that somebody sees, each with how it fares."""
    principal = visit.principal
    with service.database.reading() as session:
        found = portfolios.page(session, principal, Part(part.after, 20))
        authors = keys.names(session, principal, (e.created_by for e in found.items))
        unfinished = jobs.unfinished(session, principal)
        looks = [look(session, principal, service.settings, e.id) for e in found.items]
    cards = [
        Card(
            one.entry,
            authors.get(one.entry.created_by, ""),
            unfinished.get(one.entry.id, 0),
            service.overviews.known(one.subject),
            principal.may(Role.PLANNER, one.entry.id),
        )
        for one in looks
    ]
    return rendered(
        request,
        visit,
        "portfolios.html",
        cards=cards,
        after=found.after,
        first=part.after is None,
        creates=principal.may(Role.PLANNER),
        samples=SAMPLES,
    )


@router.get("/portfolios/{portfolio_id}/health")
def show_health(
    request: Request, service: Serving, visit: Visitor, portfolio_id: PortfolioId
) -> HTMLResponse:
    """Show how a portfolio fares, as a part of the list."""
    seen = _looked(service, visit, portfolio_id)
    made = _made(service, visit, seen)
    return rendered(
        request,
        visit,
        "portfolios/health.html",
        overview=made,
        plans_it=visit.principal.may(Role.PLANNER, portfolio_id),
    )


@router.get("/portfolios/{portfolio_id}")
def show_portfolio(
    request: Request,
    service: Serving,
    visit: Visitor,
    portfolio_id: PortfolioId,
    plan_id: ChosenPlan = None,
    older: OlderVersions = None,
) -> Response:
    """Show a portfolio under its running plan, or under one that was chosen.

    A plan that answers a scenario is shown with the scenario: it is for a portfolio as
    that imagines it.
    """
    principal = visit.principal
    seen = _looked(service, visit, portfolio_id, plan_id)
    with service.database.reading() as session:
        answer = _answer_to_scenario(session, principal, seen)
        if answer is not None:
            return RedirectResponse(f"/jobs/{answer}", HTTPStatus.SEE_OTHER)
        versions, further = portfolios.versions(
            session, principal, portfolio_id, older, MOST_VERSIONS
        )
        listed = plans.page(
            session, principal, portfolio_id, Part(size=MOST_PLANS), UNCONDITIONAL
        )
        asked = jobs.unfinished(session, principal).get(portfolio_id, 0)
        changed_by = {
            *(version.created_by for version in versions),
            *(plan.created_by for plan in listed.items),
        }
        authors = keys.names(session, principal, changed_by)
    return rendered(
        request,
        visit,
        "portfolio.html",
        look=seen,
        versions=versions,
        further=further,
        plans=listed.items,
        authors=authors,
        unfinished=asked,
        overview=None if seen.plan is None else service.overviews.known(seen.subject),
        plans_it=principal.may(Role.PLANNER, portfolio_id),
        longest=service.settings.longest_solve,
        once=new_name(),
    )


@router.get("/portfolios/{portfolio_id}/plans/{plan_id}/summary")
def show_summary(
    request: Request,
    service: Serving,
    visit: Visitor,
    portfolio_id: PortfolioId,
    plan_id: PlanId,
) -> HTMLResponse:
    """Show what a plan means in a few sentences, and the parts of its overview."""
    seen = _looked(service, visit, portfolio_id, plan_id)
    made = _made(service, visit, seen)
    return rendered(
        request,
        visit,
        within(request, "portfolios/summary.html"),
        title=seen.entry.name,
        look=seen,
        overview=made,
    )


@router.get("/portfolios/{portfolio_id}/plans/{plan_id}/parts/{name}")
def show_part(
    request: Request,
    service: Serving,
    visit: Visitor,
    portfolio_id: PortfolioId,
    plan_id: PlanId,
    name: PartName,
) -> HTMLResponse:
    """Show a part of the overview of a plan; its figures are asked for later."""
    seen = _looked(service, visit, portfolio_id, plan_id)
    told = _told(service, visit, seen, name)
    return rendered(
        request,
        visit,
        within(request, "portfolios/part.html"),
        look=seen,
        title=SECTIONS[name][0],
        section=None if told is None else told.telling.sections[0],
        figures=f"/portfolios/{portfolio_id}/plans/{plan_id}/figures/{name}",
        details=f"/portfolios/{portfolio_id}/details",
        plan_id=plan_id,
    )


@router.get("/portfolios/{portfolio_id}/plans/{plan_id}/figures/{name}/{figure}")
def read_figure(
    service: Serving,
    visit: Visitor,
    portfolio_id: PortfolioId,
    plan_id: PlanId,
    name: PartName,
    figure: FigureName,
) -> Response:
    """Send a figure of a part, as Plotly draws it."""
    told = _told(service, visit, _looked(service, visit, portfolio_id, plan_id), name)
    if told is None or figure not in told.figures:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return Response(told.figures[figure], media_type=JSON)


def within(request: Request, template: str) -> str:
    """Return what shows a part of a page: a page of its own where no script asks."""
    return template if is_part(request) else template.replace(".html", "_alone.html")


def _looked(
    service: Service, visit: Visit, portfolio_id: str, plan_id: str | None = None
) -> Look:
    with service.database.reading() as session:
        return look(session, visit.principal, service.settings, portfolio_id, plan_id)


def _made(service: Service, visit: Visit, seen: Look) -> Overview:
    with service.database.reading() as session:
        return overview(session, visit.principal, seen.subject, service.overviews)


def _told(service: Service, visit: Visit, seen: Look, name: str) -> Told | None:
    made = _made(service, visit, seen)
    if name not in dict(made.parts(seen.subject.sight)):
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return made.told(name)


def _answer_to_scenario(
    session: Session, principal: Principal, seen: Look
) -> str | None:
    """Return the id of the job that found a plan for a scenario; None for others."""
    if seen.plan is None or seen.is_running or seen.plan.job_id is None:
        return None
    job = jobs.read(session, principal, seen.plan.job_id)
    return None if job.kind == "solve" and job.scenario_id is None else job.id
