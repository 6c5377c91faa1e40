"""What every request of one application shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.images import Images
from api.overviews import Overviews

if TYPE_CHECKING:
    from api.jobs.supervisor import Supervisor
    from api.meters import Meters
    from api.settings import Settings
    from api.storage.database import Database


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running service.

    Attributes
    ----------
    meters
        What is counted for whoever operates it.
    stopping
        Set when the server stops, so that whoever follows a job lets go.
    overviews
        What pages showed last of portfolios, so that it is not worked out again.
    images
        Draws charts as images.
    """

    settings: Settings
    database: Database
    supervisor: Supervisor
    meters: Meters
    stopping: Event = field(default_factory=Event)
    overviews: Overviews = field(default_factory=Overviews)
    images: Images = field(default_factory=Images)


async def service_of(request: Request) -> Service:
    """Return the service that a request came to."""
    service: Service = request.app.state.service
    return service


Serving = Annotated[Service, Depends(service_of)]
"""A parameter of routes: the service."""
