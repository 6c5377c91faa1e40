"""Requests that may be sent again: Idempotency-Key on every POST."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request
from sqlalchemy.orm import Session

from api.access.principal import Principal
from api.storage import idempotency

GivenKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,200}$",
        description="A name that you give this request. Sent again with the same "
        "name, it makes nothing new and is answered with what it made before.",
    ),
]


@dataclass(frozen=True, slots=True)
class Repeatable:
    """A request that makes something.

    Attributes
    ----------
    key
        The name that the sender gave it, if any.
    content
        SHA-256 of all that it says.
    """

    key: str | None
    content: str

    def once(
        self, session: Session, principal: Principal, make: Callable[[], str]
    ) -> str:
        """Return the id of what this request makes, or of what it made before.

        Raises
        ------
        KeyReused
            If the key belongs to another request.
        """
        if self.key is None:
            return make()
        known = idempotency.begin(session, principal, self.key, self.content)
        if known is not None:
            return known
        made = make()
        idempotency.finish(session, principal, self.key, made)
        return made

    def made(self, session: Session, principal: Principal) -> str | None:
        """Return the id of what this request made before; None if it is a new one.

        Raises
        ------
        KeyReused
            If the key belongs to another request.
        """
        if self.key is None:
            return None
        return idempotency.known(session, principal, self.key, self.content)


async def repeatable(request: Request, key: GivenKey = None) -> Repeatable:
    """Return what makes a request the same as another."""
    target = f"{request.method} {request.url.path}?{request.url.query}\n"
    content = hashlib.sha256(target.encode() + await request.body())
    return Repeatable(key, content.hexdigest())


Repetition = Annotated[Repeatable, Depends(repeatable)]
"""A parameter of routes: whether the request came before."""
