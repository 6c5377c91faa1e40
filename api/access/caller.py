"""Who a request comes from: the owner of the key that it brings."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.access.keys import digest_of
from api.access.principal import Principal
from api.logs import learn
from api.refusals import KeyNeeded
from api.service import Serving
from api.storage import principals

bearer = HTTPBearer(
    scheme_name="key",
    description="An API key: `Authorization: Bearer qd_…`.",
    auto_error=False,
)


async def shown_key(
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> str:
    """Return what is kept of the key that a request brings.

    Raises
    ------
    KeyNeeded
        If it brings none.
    """
    if given is None:
        raise KeyNeeded
    return digest_of(given.credentials)


ShownKey = Annotated[str, Depends(shown_key)]
"""A parameter of routes: the key of the request, as it is kept."""


async def caller(service: Serving, key: ShownKey) -> Principal:
    """Return who asks.

    Raises
    ------
    KeyNeeded
        If the request has no key that is valid now.
    """
    found = await service.find(lambda it: principals.authenticate(it, key))
    if found is None:
        raise KeyNeeded
    learn(user=found.id)
    return found


Caller = Annotated[Principal, Depends(caller)]
"""A parameter of routes: who asks."""
