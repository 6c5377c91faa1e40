"""Signing in with a key, and out again."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.access.keys import digest_of
from api.access.visitor import (
    SIGN_IN,
    PerhapsVisitor,
    Visitor,
    place_after,
    sign_in,
    sign_out,
)
from api.origins import is_foreign
from api.refusals import ForeignRequest
from api.service import Serving
from api.storage import keys
from api.web.templating import rendered

router = APIRouter()

Place = Annotated[str, Query(alias="next")]


@router.get(SIGN_IN)
def ask_who_it_is(
    request: Request, visit: PerhapsVisitor, place: Place = "/"
) -> Response:
    """Show the form; whoever is signed in goes where they wanted."""
    if visit is not None:
        return RedirectResponse(place_after(place), HTTPStatus.SEE_OTHER)
    return _form(request, place)


@router.post(SIGN_IN)
def sign_in_with_key(
    request: Request,
    service: Serving,
    key: Annotated[str, Form()] = "",
    place: Annotated[str, Form(alias="next")] = "/",
) -> Response:
    """Begin a session with an API key."""
    if is_foreign(request, service.settings.public_url):
        raise ForeignRequest
    with service.database.reading() as session:
        known = keys.recognise(session, digest_of(key.strip()))
    if known is None:
        return _form(request, place, "This key is unknown, revoked or expired.")
    response = RedirectResponse(place_after(place), HTTPStatus.SEE_OTHER)
    sign_in(request, service, response, known.principal, known.key_id)
    return response


@router.post("/sign-out")
def leave(request: Request, service: Serving, visit: Visitor) -> Response:
    """End the session of this browser."""
    response = RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)
    sign_out(request, service, response, visit)
    return response


def _form(request: Request, place: str, refused: str = "") -> Response:
    status = HTTPStatus.UNAUTHORIZED if refused else HTTPStatus.OK
    return rendered(
        request,
        None,
        "sign_in.html",
        status,
        place=place_after(place),
        refused=refused,
    )
