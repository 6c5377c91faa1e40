"""Who a request comes from: the owner of the key that it brings."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.access.keys import digest_of
from api.access.principal import Principal
from api.logs import learn
from api.refusals import KeyNeeded
from api.service import Serving
from api.storage import keys

bearer = HTTPBearer(
    scheme_name="key",
    description="An API key: `Authorization: Bearer qd_…`.",
    auto_error=False,
)


def caller(
    service: Serving,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> Principal:
    """Return who asks.

    Raises
    ------
    KeyNeeded
        If the request has no key that is valid now.
    """
    if given is None:
        raise KeyNeeded
    with service.database.reading() as session:
        found = keys.authenticate(session, digest_of(given.credentials))
    if found is None:
        raise KeyNeeded
    learn(user=found.id)
    return found


Caller = Annotated[Principal, Depends(caller)]
"""A parameter of routes: who asks."""
