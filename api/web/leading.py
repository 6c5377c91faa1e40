"""Where a page leads after something was done, and what was entered before it."""

from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.access.visitor import MOST_FIELDS


async def fields(request: Request) -> dict[str, str]:
    """Return what was entered into a form; of equal names the last, no files."""
    form = await request.form(max_fields=MOST_FIELDS)
    return {name: it for name, it in form.multi_items() if isinstance(it, str)}


Fields = Annotated[dict[str, str], Depends(fields)]
"""A parameter of pages: what was entered."""


def is_part(request: Request) -> bool:
    """Return whether a part of a page is asked for, by htmx."""
    return "hx-request" in request.headers


def lead_to(request: Request, address: str) -> Response:
    """Answer what was done with the page that shows it."""
    if is_part(request):
        return Response(headers={"HX-Redirect": address})
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)
