"""What is counted for whoever operates the service, as Prometheus reads it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Self

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api.counting import FOLDER
from api.routed import route_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Standing(Collector):
    """How many there are at the moment, in the whole service.

    Attributes
    ----------
    running, queued
        Jobs that run, and that wait.
    workers
        Processes that take jobs, on all machines.
    """

    running: int
    queued: int
    workers: int

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each as a gauge."""
        for name, told, count in (
            ("jobs_running", "Jobs that run", self.running),
            ("jobs_queued", "Jobs that wait", self.queued),
            ("workers", "Processes that take jobs, on all machines", self.workers),
        ):
            yield GaugeMetricFamily(f"quarterdeck_{name}", told, count)


@dataclass(frozen=True, slots=True)
class Meters:
    """What one process counts.

    Attributes
    ----------
    requests
        By method, route and status.
    seconds
        Until an answer begins, by route.
    """

    requests: Counter
    seconds: Histogram

    @classmethod
    def new(cls) -> Self:
        """Return meters that stand at nought."""
        return cls(
            Counter(
                "quarterdeck_requests",
                "Requests answered",
                ("method", "route", "status"),
                registry=None,
            ),
            Histogram(
                "quarterdeck_request_seconds",
                "Seconds until an answer begins",
                ("route",),
                registry=None,
            ),
        )

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request, which took so long."""
        route = route_of(scope)
        self.requests.labels(scope["method"], route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def told(self, standing: Standing) -> bytes:
        """Return everything as Prometheus reads it, of all processes that count."""
        found = CollectorRegistry()
        found.register(standing)
        if os.path.isdir(os.environ.get(FOLDER, "")):
            MultiProcessCollector(found)  # type: ignore[no-untyped-call]
        else:
            for own in (self.requests, self.seconds):
                found.register(own)
        return generate_latest(found)


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
                with suppress(OSError):  # no request fails because it is not counted
                    self.meters.count(scope, message["status"], perf_counter() - begun)
            await send(message)

        await self.app(scope, receive, counting)
