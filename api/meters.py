"""What is counted for whoever operates the service, as Prometheus reads it."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Self

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from api.routed import route_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Meters:
    """The meters of one application.

    Attributes
    ----------
    requests
        By method, route and status.
    seconds
        Until an answer begins, by route.
    running
        Jobs in processes of this server.
    queued
        Jobs that wait, of everybody.
    workers
        Processes that take jobs, on all machines.
    """

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram
    running: Gauge
    queued: Gauge
    workers: Gauge

    @classmethod
    def new(cls) -> Self:
        """Return meters that stand at nought."""
        registry = CollectorRegistry()
        return cls(
            registry,
            Counter(
                "quarterdeck_requests",
                "Requests answered",
                ("method", "route", "status"),
                registry=registry,
            ),
            Histogram(
                "quarterdeck_request_seconds",
                "Seconds until an answer begins",
                ("route",),
                registry=registry,
            ),
            Gauge(
                "quarterdeck_jobs_running",
                "Jobs in processes of this server",
                registry=registry,
            ),
            Gauge("quarterdeck_jobs_queued", "Jobs that wait", registry=registry),
            Gauge(
                "quarterdeck_workers",
                "Processes that take jobs, on all machines",
                registry=registry,
            ),
        )


class Metered:
    """Counts every request by the template of its route, not by its path."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self.app = app
        self.meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = perf_counter()

        async def counting(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = route_of(scope)
                status = str(message["status"])
                self.meters.requests.labels(scope["method"], route, status).inc()
                self.meters.seconds.labels(route).observe(perf_counter() - begun)
            await send(message)

        await self.app(scope, receive, counting)
