"""One's own password."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from api.access.signing_in import change_password
from api.access.visitor import COOKIE, digest_of
from api.refusals import WeakPassword
from api.storage import passwords
from api.storage.errors import TooManyAttempts, WrongPassword
from api.web.looking import Look, Looking

router = APIRouter()

Secret = Annotated[str, Form(max_length=1_000)]
REFUSALS = (TooManyAttempts, WeakPassword, WrongPassword)


@router.get("/password")
def ask_for_passwords(look: Looking) -> Response:
    """Show the form to change one's own password."""
    return _form(look)


@router.post("/password")
def change(look: Looking, present: Secret = "", new: Secret = "") -> Response:
    """Change one's own password; every other session of the user ends."""
    staying = digest_of(look.request.cookies.get(COOKIE, ""))
    try:
        change_password(
            look.service.database,
            look.principal,
            look.principal.id,
            new,
            present=present,
            staying=staying,
        )
    except REFUSALS as refusal:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if isinstance(refusal, TooManyAttempts):
            status = HTTPStatus.TOO_MANY_REQUESTS
        return _form(look, status, refused=str(refusal))
    return _form(look, changed=True)


def _form(
    look: Look,
    status: HTTPStatus = HTTPStatus.OK,
    *,
    refused: str = "",
    changed: bool = False,
) -> Response:
    with look.service.database.reading() as session:
        account = passwords.of_user(session, look.principal, look.principal.id)
    return look.show(
        "password.html",
        status,
        has_one=account.hash is not None,
        refused=refused,
        changed=changed,
    )
