"""Signing in with an OpenID Connect provider, where the settings name one."""

import secrets
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.access.visitor import (
    SIGN_IN,
    is_secure,
    place_after,
    same,
    sign_in,
)
from api.refusals import ProviderFailed
from api.service import Service, Serving
from api.storage import attempts, identities
from api.storage.attempts import Bucket
from api.storage.errors import NotFound
from api.storage.identities import Identity, Pending

router = APIRouter(prefix=f"{SIGN_IN}/provider")

COOKIE = "quarterdeck-sign-in"
"""What only the browser holds that began the sign-in."""
RANDOM_BYTES = 32


@router.get("")
def go(
    request: Request, service: Serving, place: Annotated[str, Query(alias="next")] = "/"
) -> Response:
    """Send a browser to the provider."""
    require_provider(service)
    from api.access.provider import Begun, Provider  # noqa: PLC0415 - an extra

    with service.database.writing() as session:
        attempts.count(session, _bucket(request))
    begun = Begun(*(secrets.token_urlsafe(RANDOM_BYTES) for _ in range(3)))
    address = Provider.discover(service.settings).address(begun)
    pending = Pending(begun.nonce, begun.verifier, place_after(place))
    with service.database.writing() as session:
        identities.begin(session, begun.state, pending)
    response = RedirectResponse(address, HTTPStatus.SEE_OTHER)
    response.set_cookie(
        COOKIE,
        begun.state,
        max_age=int(identities.LASTS.total_seconds()),
        path=SIGN_IN,
        httponly=True,
        samesite="lax",
        secure=is_secure(request, service),
    )
    return response


@router.get("/back")
def come_back(
    request: Request,
    service: Serving,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4_000)] = "",
) -> Response:
    """Begin a session for whoever the provider says it is."""
    require_provider(service)
    from api.access.provider import Begun, Provider  # noqa: PLC0415 - an extra

    with service.database.writing() as session:
        pending = identities.take(session, state)
    if pending is None or not same(request.cookies.get(COOKIE, ""), state):
        raise ProviderFailed
    provider = Provider.discover(service.settings)
    begun = Begun(state, pending.nonce, pending.verifier)
    somebody = provider.somebody(code, begun)
    roles = service.settings.sso_roles
    identity = Identity(
        str(service.settings.sso_issuer),
        somebody.subject,
        somebody.name,
        somebody.role(roles),
    )
    with service.database.writing() as session:
        principal = identities.arrive(session, identity, with_role=bool(roles))
        attempts.take_back(session, _bucket(request))
    response = RedirectResponse(pending.place, HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE, path=SIGN_IN)
    sign_in(request, service, response, principal)
    return response


def _bucket(request: Request) -> Bucket:
    """Return by what sign-ins with the provider are counted."""
    return Bucket.of_address("" if request.client is None else request.client.host)


def require_provider(service: Service) -> None:
    """Refuse where the settings name no provider.

    Raises
    ------
    NotFound
        As for any page that is not there.
    """
    if service.settings.sso_issuer is None:
        raise NotFound("page", f"{SIGN_IN}/provider")
