"""Who a page is for: somebody who signed in with this browser.

The browser holds a random token in a cookie that scripts cannot read. Whoever changes
something shows a second one, made from it, that only our own pages know; see `Visit`.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from api.access.principal import Principal
from api.logs import learn
from api.origins import is_foreign
from api.refusals import ForeignRequest, SignInNeeded
from api.service import Service, Serving
from api.settings import Settings
from api.storage import sessions
from api.storage.sessions import Lifetime

COOKIE = "quarterdeck"
CSRF_FIELD, CSRF_HEADER = "csrf", "X-CSRF-Token"
SIGN_IN = "/sign-in"
HOME = "/"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
RANDOM_BYTES = 32
MOST_FIELDS = 50_000
"""Fields of one form."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who looks at a page.

    Attributes
    ----------
    csrf
        What every form and every request of a script that changes something has to
        show: pages of other sites cannot know it.
    """

    principal: Principal
    csrf: str


def digest_of(token: str) -> str:
    """Return what is kept of the token of a browser: its SHA-256."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def csrf_of(token: str) -> str:
    """Return what a page shows for a token; the token cannot be found from it."""
    return hmac.new(token.encode("utf-8", "replace"), b"csrf", "sha256").hexdigest()


def lifetime(settings: Settings) -> Lifetime:
    """Return how long a session lasts."""
    return Lifetime(
        idle=timedelta(minutes=settings.session_idle),
        whole=timedelta(minutes=settings.session_whole),
    )


async def visitor_if_any(request: Request, service: Serving) -> Visit | None:
    """Return who is signed in with the browser of a request; None if nobody is."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    digest = digest_of(token)
    lasting = lifetime(service.settings)
    found = await service.find(lambda it: sessions.find(it, digest, lasting))
    if found is None:
        return None
    if found.stale:
        await run_in_threadpool(touch, service, digest)
    learn(user=found.principal.id)
    return Visit(found.principal, csrf_of(token))


def touch(service: Service, digest: str) -> None:
    """Remember that somebody was there."""
    with service.database.writing() as session:
        sessions.touch(session, digest)


PerhapsVisitor = Annotated[Visit | None, Depends(visitor_if_any)]
"""A parameter of pages that are also for those who are not signed in."""


async def visit_of(request: Request, service: Serving, found: PerhapsVisitor) -> Visit:
    """Return who looks at a page, or changes something on one.

    Raises
    ------
    SignInNeeded
        If nobody is signed in with this browser.
    ForeignRequest
        If it changes something and does not come from one of our pages.
    """
    if found is None:
        raise SignInNeeded
    request.state.visit = found  # for the page that tells an error
    if request.method not in SAFE:
        if is_foreign(request, service.settings.public_url):
            raise ForeignRequest
        if not same(await shown_by(request), found.csrf):
            raise ForeignRequest
    return found


async def shown_by(request: Request) -> str:
    """Return the second token that a request shows; nothing if it shows none."""
    shown = request.headers.get(CSRF_HEADER)
    if shown is not None:
        return shown
    field = (await request.form(max_fields=MOST_FIELDS)).get(CSRF_FIELD)
    return field if isinstance(field, str) else ""


Visitor = Annotated[Visit, Depends(visit_of)]
"""A parameter of pages: who looks at it."""


def same(one: str, other: str) -> bool:
    """Return whether two texts are the same, in a time that tells nothing of them."""
    return hmac.compare_digest(
        one.encode("utf-8", "replace"), other.encode("utf-8", "replace")
    )


def sign_in(
    request: Request,
    service: Service,
    response: Response,
    principal: Principal,
    key_id: str | None = None,
) -> None:
    """Begin a session, and give its token to the browser; what it held before ends."""
    token = secrets.token_urlsafe(RANDOM_BYTES)
    before = request.cookies.get(COOKIE)
    with service.database.writing() as session:
        if before:
            sessions.end(session, principal, digest_of(before))
        sessions.begin(
            session, principal, digest_of(token), lifetime(service.settings), key_id
        )
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="lax",
        secure=is_secure(request, service),
    )


def sign_out(
    request: Request, service: Service, response: Response, visit: Visit
) -> None:
    """End the session of a browser."""
    token = request.cookies.get(COOKIE, "")
    with service.database.writing() as session:
        sessions.end(session, visit.principal, digest_of(token))
    response.delete_cookie(
        COOKIE, httponly=True, samesite="lax", secure=is_secure(request, service)
    )


def is_secure(request: Request, service: Service) -> bool:
    """Return whether the browser reaches the service by https."""
    address = service.settings.public_url or str(request.base_url)
    return address.startswith("https:")


async def sent_to_sign_in(request: Request, error: Exception) -> Response:
    """Answer whoever is not signed in: with the page on which to do that."""
    del error
    wanted = request.url.path if request.method in SAFE else HOME
    if request.method in SAFE and request.url.query:
        wanted = f"{wanted}?{request.url.query}"
    if "hx-request" in request.headers:
        # htmx would put the page of the sign-in where a part of a page should be.
        headers = {"HX-Redirect": SIGN_IN}
        return Response(status_code=HTTPStatus.UNAUTHORIZED, headers=headers)
    target = SIGN_IN if wanted == HOME else f"{SIGN_IN}?next={quote(wanted, safe='')}"
    return RedirectResponse(target, HTTPStatus.SEE_OTHER)


def place_after(wanted: str | None) -> str:
    """Return where to go after signing in: a path of this service, nothing else."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return HOME
    if any(ord(character) < 32 for character in wanted) or urlsplit(wanted).netloc:
        return HOME
    return wanted
