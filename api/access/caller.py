"""Who a request comes from: the owner of the key that it brings."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPBearer
from fastapi.security.base import SecurityBase

from api.access.keys import digest_of
from api.access.principal import Principal
from api.logs import learn
from api.refusals import KeyNeeded
from api.service import service_of
from api.storage import principals

bearer = HTTPBearer(
    scheme_name="key",
    description="An API key: `Authorization: Bearer qd_…`.",
    auto_error=False,
)


async def shown_key(request: Request) -> str:
    """Return what is kept of the key that a request brings.

    Raises
    ------
    KeyNeeded
        If it brings none.
    """
    given = await bearer(request)
    if given is None:
        raise KeyNeeded
    return digest_of(given.credentials)


ShownKey = Annotated[str, Depends(shown_key)]
"""A parameter of routes: the key of the request, as it is kept."""


class CallerByKey(SecurityBase):
    """Finds who asks: in one step, as every dependency costs every request its time."""

    model = bearer.model
    scheme_name = bearer.scheme_name

    async def __call__(self, request: Request) -> Principal:
        """Return who asks.

        Raises
        ------
        KeyNeeded
            If the request has no key that is valid now.
        """
        service, key = await service_of(request), await shown_key(request)
        found = await service.find(lambda it: principals.authenticate(it, key))
        if found is None:
            raise KeyNeeded
        learn(user=found.id)
        return found


Caller = Annotated[Principal, Depends(CallerByKey())]
"""A parameter of routes: who asks."""
