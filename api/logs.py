"""What the service tells about itself: a line for each event, with who and what.

Every line has the ids of the request, the job, the worker and the user that it is
about, where there are such; never a name, an amount of money or a key.
"""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING

import structlog
from structlog.tracebacks import ExceptionDictTransformer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from structlog.typing import EventDict, Processor, WrappedLogger

LIBRARIES = ("alembic", "distributed", "httpcore", "httpx", "sqlalchemy", "uvicorn")
"""Of these only what is wrong is told."""

_about: ContextVar[dict[str, str] | None] = ContextVar("about", default=None)


class LogFormat(StrEnum):
    """How a line is written: for people, or as a JSON object."""

    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    """The least weight of an event that is told."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def begin(form: LogFormat, level: LogLevel = LogLevel.INFO) -> None:
    """Write what this process logs, and what its libraries do, to standard error."""
    shared: list[Processor] = [
        _subject,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_written(form),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    quieten()
    logging.getLogger("uvicorn.error").addFilter(_not_told_twice)


def quieten() -> None:
    """Tell of libraries only what is wrong, whatever they set on being loaded."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)


@contextmanager
def about(**subjects: str) -> Iterator[None]:
    """Say in every line that is written meanwhile what it is about."""
    before = _about.get()
    token = _about.set({**(before or {}), **subjects})
    try:
        yield
    finally:
        _about.reset(token)


def learn(**subjects: str) -> None:
    """Say from now on what else the lines of a request are about.

    What the request's threads learn, its other lines tell too: they share one mapping.
    """
    known = _about.get()
    if known is not None:
        known.update(subjects)


def subject(name: str) -> str | None:
    """Return the id of what the lines are about at the moment; None if of no such."""
    return (_about.get() or {}).get(name)


def _not_told_twice(record: logging.LogRecord) -> bool:
    """Return whether `api.logged` has not told of this already, with the request."""
    return not record.getMessage().startswith("Exception in ASGI application")


def _subject(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    for name, value in (_about.get() or {}).items():
        event.setdefault(name, value)
    return event


def _written(form: LogFormat) -> list[Processor]:
    # Without local variables: among them are keys, passwords and what people wrote.
    if form is LogFormat.JSON:
        frames = ExceptionDictTransformer(show_locals=False)
        return [
            structlog.processors.ExceptionRenderer(frames),
            structlog.processors.JSONRenderer(),
        ]
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            exception_formatter=structlog.dev.plain_traceback,
        )
    ]
