"""Taking a portfolio out of the page: as a file, or as a report of its plan."""

from fastapi import APIRouter
from fastapi.responses import Response

from api.access.visitor import Visitor
from api.exports import Export, Wish, export
from api.overviews import look, overview
from api.routes.checking import AskedPlan
from api.routes.portfolio_files import FileKind
from api.routes.views import AskedVersion, PlanId, PortfolioId
from api.service import Serving
from optimizer.report.report import render_report

router = APIRouter(include_in_schema=False)

HTML = "text/html; charset=utf-8"


@router.get("/portfolios/{portfolio_id}/export/{kind}")
def export_portfolio(
    service: Serving,
    visit: Visitor,
    portfolio_id: PortfolioId,
    kind: FileKind,
    version: AskedVersion = None,
    plan_id: AskedPlan = None,
) -> Response:
    """Send a portfolio as a file that can be brought in again."""
    wish = Wish(portfolio_id, kind, version, plan_id)
    taken = export(service, visit.principal, wish)
    return Response(taken.content, media_type=kind.media_type, headers=taken.headers)


@router.get("/portfolios/{portfolio_id}/plans/{plan_id}/report")
def export_report(
    service: Serving, visit: Visitor, portfolio_id: PortfolioId, plan_id: PlanId
) -> Response:
    """Send the report of a plan: one HTML file that needs nothing else."""
    with service.database.reading() as session:
        seen = look(session, visit.principal, service.settings, portfolio_id, plan_id)
        made = overview(session, visit.principal, seen.subject, service.overviews)
    page = render_report(made.portfolio, made.plan).encode()
    taken = Export(page, f"portfolio-{seen.entry.version}-plan.html")
    return Response(taken.content, media_type=HTML, headers=taken.headers)
