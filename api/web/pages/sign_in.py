"""Signing in with a name and a password or with a key, and out again."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from api.access.principal import Principal
from api.access.signing_in import with_key, with_password
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
from api.service import Service, Serving
from api.storage.errors import TooManyAttempts
from api.web.templating import rendered

router = APIRouter()

Place = Annotated[str, Query(alias="next")]
Filled = Annotated[str, Field(max_length=1_000, repr=False)]
WRONG_KEY = "This key is unknown, revoked or expired."
WRONG_NAME = "Nobody has this name and this password."


class Attempt(BaseModel):
    """What somebody filled in: a key, or a name and a password."""

    key: Filled = ""
    name: Filled = ""
    password: Filled = ""
    place: Annotated[str, Field(alias="next")] = "/"

    def recognised(
        self, request: Request, service: Service
    ) -> tuple[Principal, str | None] | None:
        """Return who it is, and the id of the key that they came with, if any.

        Raises
        ------
        TooManyAttempts
            If they, or others like them, guess.
        """
        address = "" if request.client is None else request.client.host
        if self.key:
            known = with_key(service.database, address, self.key)
            return None if known is None else (known.principal, known.key_id)
        found = with_password(service.database, address, self.name, self.password)
        return None if found is None else (found, None)


@router.get(SIGN_IN)
def ask_who_it_is(
    request: Request, service: Serving, visit: PerhapsVisitor, place: Place = "/"
) -> Response:
    """Show the form; whoever is signed in goes where they wanted."""
    if visit is not None:
        return RedirectResponse(place_after(place), HTTPStatus.SEE_OTHER)
    return _form(
        request, service, Attempt.model_validate({"next": place}), "", HTTPStatus.OK
    )


@router.post(SIGN_IN)
def begin(
    request: Request, service: Serving, attempt: Annotated[Attempt, Form()]
) -> Response:
    """Begin a session."""
    if is_foreign(request, service.settings.public_url):
        raise ForeignRequest
    try:
        found = attempt.recognised(request, service)
    except TooManyAttempts as refusal:
        answer = _form(
            request, service, attempt, str(refusal), HTTPStatus.TOO_MANY_REQUESTS
        )
        answer.headers["Retry-After"] = str(refusal.seconds)
        return answer
    if found is None:
        refused = WRONG_KEY if attempt.key else WRONG_NAME
        return _form(request, service, attempt, refused, HTTPStatus.UNAUTHORIZED)
    response = RedirectResponse(place_after(attempt.place), HTTPStatus.SEE_OTHER)
    sign_in(request, service, response, *found)
    return response


@router.post("/sign-out")
def leave(request: Request, service: Serving, visit: Visitor) -> Response:
    """End the session of this browser."""
    response = RedirectResponse(SIGN_IN, HTTPStatus.SEE_OTHER)
    sign_out(request, service, response, visit)
    return response


def _form(
    request: Request,
    service: Service,
    attempt: Attempt,
    refused: str,
    status: HTTPStatus,
) -> Response:
    """Return the form, with what was filled in but for what is secret."""
    return rendered(
        request,
        None,
        "sign_in.html",
        status,
        place=place_after(attempt.place),
        name=attempt.name,
        with_key=bool(attempt.key),
        refused=refused,
        provider=service.settings.sso_name if service.settings.sso_issuer else None,
    )
