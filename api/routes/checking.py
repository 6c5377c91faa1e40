"""Whether a portfolio makes sense: asked before anything is kept, and taken out."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.access.caller import Caller
from api.exports import Wish, export
from api.routes.documents import DocumentRoute
from api.routes.portfolio_files import (
    JSON,
    ContentType,
    FileKind,
    PortfolioContent,
    loaded_from,
    taken,
)
from api.routes.repeating import Repetition
from api.routes.views import IDENTITY, AskedVersion, PortfolioId, View
from api.service import Serving
from optimizer.errors import InvalidPortfolio, UnreadableFile
from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Issue

router = APIRouter(tags=["portfolios"], route_class=DocumentRoute)


class Findings(View):
    """What is wrong with a portfolio, and what is worth knowing.

    Attributes
    ----------
    valid
        Whether there is no error among the issues.
    """

    valid: bool
    issues: tuple[Issue, ...]


@router.post("/validate", openapi_extra=taken())
def validate_portfolio(
    caller: Caller,
    repetition: Repetition,
    content: PortfolioContent,
    kind: ContentType = "",
) -> Findings:
    """Say all that is wrong with a portfolio or a workbook; nothing is kept."""
    del caller, repetition  # anybody with a key may ask, as often as they like
    try:
        loaded = loaded_from(content, kind)
    except (InvalidPortfolio, UnreadableFile) as refusal:
        return Findings(valid=False, issues=refusal.issues)
    return Findings(valid=True, issues=(*loaded.notes, *issues(loaded.portfolio)))


AskedPlan = Annotated[
    str | None,
    Query(alias="plan", pattern=IDENTITY, description="A plan to put beside it."),
]
AskedKind = Annotated[FileKind, Query(description="What to write it as.")]


FILES = {
    kind.media_type: {"schema": {"type": "string", "format": "binary"}}
    for kind in (FileKind.XLSX, FileKind.CSV)
}


@router.get(
    "/portfolios/{portfolio_id}/export",
    response_class=Response,
    responses={200: {"content": {JSON: {"schema": {"type": "object"}}, **FILES}}},
)
def export_portfolio(
    service: Serving,
    caller: Caller,
    portfolio_id: PortfolioId,
    kind: AskedKind = FileKind.XLSX,
    version: AskedVersion = None,
    plan_id: AskedPlan = None,
) -> Response:
    """Take a portfolio out as a file that can be brought in again."""
    wish = Wish(portfolio_id, kind, version, plan_id)
    taken = export(service, caller, wish)
    return Response(taken.content, media_type=kind.media_type, headers=taken.headers)
