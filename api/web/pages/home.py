"""Where a visit begins: at the portfolios."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

router = APIRouter(include_in_schema=False)


@router.get("/")
def home() -> RedirectResponse:
    """Lead to the portfolios."""
    return RedirectResponse("/portfolios", HTTPStatus.SEE_OTHER)
