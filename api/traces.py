"""Traces of OpenTelemetry: of each request, and of its job through queue and search.

Nothing is traced, and no package is needed, unless the environment names a collector
in OTEL_EXPORTER_OTLP_ENDPOINT. A span has ids, never a name or an amount of money.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

INSTALLED = find_spec("opentelemetry") is not None
"""Whether the extra is there; where not, nothing here does anything."""
if INSTALLED:
    from opentelemetry import trace
    from opentelemetry.trace.propagation import tracecontext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from opentelemetry.context import Context
    from opentelemetry.trace import Span, Tracer

COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""Variables of OpenTelemetry; its others count as well."""
NAME = "quarterdeck"
PARENT = "traceparent"
"""The header of W3C Trace Context."""

_log = logging.getLogger(__name__)


def begin() -> None:
    """Send the spans of this process where the environment says, if it says so."""
    if not any(os.environ.get(name) for name in COLLECTORS):
        return
    if not INSTALLED:
        _log.warning("Nothing is traced: pip install 'quarterdeck[otel]'")
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
        OTLPSpanExporter,
    )
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    provider = TracerProvider(resource=Resource.create({"service.name": NAME}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)


@contextmanager
def request(parent: str | None) -> Iterator[Span | None]:
    """Yield the span of a request, which is current meanwhile.

    Parameters
    ----------
    parent
        What its sender says of their own trace, if anything.
    """
    if not INSTALLED:
        yield None
        return
    kind = trace.SpanKind.SERVER
    tracer = _tracer()
    with tracer.start_as_current_span("request", _context(parent), kind) as span:
        yield span


def current() -> str | None:
    """Return where in which trace this is, for a job to go on there."""
    if not INSTALLED:
        return None
    carrier: dict[str, str] = {}
    tracecontext.TraceContextTextMapPropagator().inject(carrier)
    return carrier.get(PARENT)


def past(name: str, parent: str | None, since: datetime | None, **about: str) -> None:
    """Tell of something that has lasted until now."""
    if INSTALLED and since is not None:
        began = int(since.timestamp() * 1e9)
        _tracer().start_span(
            name, _context(parent), attributes=_names(about), start_time=began
        ).end()


def begun(name: str, parent: str | None, **about: str) -> Span | None:
    """Return a span of something that begins now; whoever has it ends it."""
    if not INSTALLED:
        return None
    return _tracer().start_span(name, _context(parent), attributes=_names(about))


def _tracer() -> Tracer:
    return trace.get_tracer(NAME)


def _context(parent: str | None) -> Context | None:
    if parent is None:
        return None
    return tracecontext.TraceContextTextMapPropagator().extract({PARENT: parent})


def _names(about: dict[str, str]) -> dict[str, str]:
    return {f"{NAME}.{name}": value for name, value in about.items()}
