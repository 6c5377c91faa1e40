"""The application: every route, and what they share while it runs."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.middleware.gzip import GZipMiddleware

from api import problems
from api.access.guarded import Guarded
from api.access.visitor import sent_to_sign_in
from api.description import described
from api.faults import Faults
from api.identified import Identified
from api.jobs.supervising import Elsewhere
from api.jobs.supervisor import Supervisor
from api.limited import Limited
from api.logged import Logged
from api.meters import Metered, Meters
from api.refusals import SignInNeeded
from api.routed import VERSION
from api.routes import (
    approvals,
    audit,
    charts,
    checking,
    comparisons,
    conflicts,
    curves,
    fronts,
    health,
    job_events,
    jobs,
    moves,
    plans,
    portfolios,
    prices,
    rebases,
    reports,
    scenarios,
    solves,
    users,
    what_ifs,
)
from api.service import Service
from api.storage.database import Database
from api.storage.migrating import prepare
from api.traced import Traced
from api.web import PAGES
from api.web.complaints import page_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from fastapi.routing import APIRoute

    from api.settings import Settings

RESOURCES = (
    checking,
    portfolios,
    scenarios,
    solves,
    what_ifs,
    comparisons,
    moves,
    conflicts,
    prices,
    curves,
    fronts,
    jobs,
    job_events,
    rebases,
    plans,
    charts,
    reports,
    approvals,
    users,
    audit,
)
"""In the order in which their paths are tried."""


def create_app(settings: Settings, call: Callable[[], None] | None = None) -> FastAPI:
    """Return the application; it opens its database when it is started.

    Parameters
    ----------
    call
        Says that a job was submitted, where another process works on them.
    """
    meters = Meters.new()

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        service = await run_in_threadpool(started, settings, meters, call)
        app.state.service = service
        try:
            yield
        finally:
            service.stopping.set()
            await run_in_threadpool(service.supervisor.stop)
            service.images.close()
            service.database.close()

    app = Quarterdeck(
        title="Quarterdeck",
        version=version("quarterdeck"),
        lifespan=running,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # these pages load scripts from elsewhere
        redoc_url=None,
        separate_input_output_schemas=False,
        generate_unique_id_function=operation_name,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # see `traced`
    )
    problems.install(app, page_of)
    app.add_exception_handler(SignInNeeded, sent_to_sign_in)
    for resource in RESOURCES:  # a router within a router is searched twice as often
        app.include_router(
            resource.router, prefix=VERSION, responses=problems.RESPONSES
        )
    app.include_router(health.router)
    for page in PAGES:
        app.include_router(page.router, include_in_schema=False)
    surround(app, settings, meters)
    return app


def surround(app: FastAPI, settings: Settings, meters: Meters) -> None:
    """Add what every request passes through, from the inside to the outside."""
    app.add_middleware(Faults)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    app.add_middleware(Limited, most=settings.largest_body)
    app.add_middleware(Metered, meters=meters)
    app.add_middleware(Guarded)
    app.add_middleware(Logged)
    app.add_middleware(Traced)
    app.add_middleware(Identified)


def operation_name(route: APIRoute) -> str:
    """Return what clients call an operation."""
    return route.name


class Quarterdeck(FastAPI):
    """The application with examples in its description."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = described(super().openapi())
        return self.openapi_schema


def started(
    settings: Settings, meters: Meters, call: Callable[[], None] | None
) -> Service:
    """Open the database, and begin to work on jobs if nobody else is to be called.

    Raises
    ------
    SchemaOutdated, SchemaUnknown
        If the database is not at the schema of this version.
    """
    database = Database.open(settings)
    prepare(database)
    if call is not None:
        return Service(settings, database, Elsewhere(call), meters)
    supervisor = Supervisor(database, settings)
    supervisor.start()
    return Service(settings, database, supervisor, meters)
