"""One person, package or project of a portfolio, as a panel beside what was clicked."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.access.principal import Role
from api.access.visitor import Visitor
from api.jobs.telling import ToldGrid
from api.overviews import look, overview
from api.routes.views import IDENTITY, PortfolioId
from api.service import Serving
from api.storage.errors import NotFound
from api.web.details import Subject, details
from api.web.leading import is_part
from api.web.templating import rendered

router = APIRouter(include_in_schema=False)

Name = Annotated[str | None, Query(max_length=10_000)]
ChosenPlan = Annotated[str | None, Query(alias="plan", pattern=f"{IDENTITY}|^$")]


@router.get("/portfolios/{portfolio_id}/details")
def show_details(  # noqa: PLR0913, PLR0917 - each is a part of the request
    request: Request,
    service: Serving,
    visit: Visitor,
    portfolio_id: PortfolioId,
    plan_id: ChosenPlan = None,
    person: Name = None,
    package: Name = None,
    project: Name = None,
) -> HTMLResponse:
    """Show what is known of a person, package or project, and what to do with it."""
    principal = visit.principal
    given = {
        Subject.PERSON: person,
        Subject.PACKAGE: package,
        Subject.PROJECT: project,
    }
    subject, name = next(
        ((kind, name) for kind, name in given.items() if name), (None, None)
    )
    if subject is None or name is None:
        raise NotFound("thing", "without a name")
    with service.database.reading() as session:
        seen = look(session, principal, service.settings, portfolio_id, plan_id or None)
        made = overview(session, principal, seen.subject, service.overviews)
    found = details(made, subject, name, seen.subject.sight)
    return rendered(
        request,
        visit,
        "portfolios/panel.html" if is_part(request) else "portfolios/details.html",
        look=seen,
        found=found,
        grids=[ToldGrid.of(grid) for grid in found.grids],
        details=f"/portfolios/{portfolio_id}/details",
        plan_id=seen.subject.plan_id or "",
        plans_it=principal.may(Role.PLANNER, portfolio_id),
        partial=is_part(request),
    )
