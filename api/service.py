"""What every request of one application shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Annotated, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Request

from api.images import Images
from api.overviews import Overviews

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from api.jobs.supervising import Supervising
    from api.meters import Meters
    from api.settings import Settings
    from api.storage.database import Database

Found = TypeVar("Found")
LOOKERS = 4
"""Threads that wait for short queries: more would rather wait for each other, as only
one of them runs Python at a time."""


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running service.

    Attributes
    ----------
    supervisor
        Sees to jobs; in another process where this one is a companion.
    meters
        What is counted for whoever operates it.
    stopping
        Set when the server stops, so that whoever follows a job lets go.
    overviews
        What pages showed last of portfolios, so that it is not worked out again.
    images
        Draws charts as images.
    lookers
        Keeps short queries of a server of databases to a few threads.
    """

    settings: Settings
    database: Database
    supervisor: Supervising
    meters: Meters
    stopping: Event = field(default_factory=Event)
    overviews: Overviews = field(default_factory=Overviews)
    images: Images = field(default_factory=Images)
    lookers: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(LOOKERS))

    async def find(self, query: Callable[[Connection], Found]) -> Found:
        """Return what a short query finds; for what runs in the thread of the loop.

        The embedded database answers it sooner than another thread would begin, and
        lets no reader wait. A server of databases may, so it is asked in a thread.
        """
        if self.database.is_embedded:
            return self._found(query)
        return await run_sync(self._found, query, limiter=self.lookers)

    def _found(self, query: Callable[[Connection], Found]) -> Found:
        with self.database.looking() as connection:
            return query(connection)


async def service_of(request: Request) -> Service:
    """Return the service that a request came to."""
    service: Service = request.app.state.service
    return service


Serving = Annotated[Service, Depends(service_of)]
"""A parameter of routes: the service."""
