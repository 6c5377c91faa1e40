"""Every request has a line in the log: what was asked, and how it was answered.

The path stands there without its query, which may hold what signs somebody in.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from api.logs import about

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)

QUIET = frozenset({"/health", "/ready", "/metrics"})
"""Asked every few seconds by machines, and told only to who wants to see all."""


class Logged:
    """Tells of every request when its answer is complete, or its sender gone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])  # in numbers, not by its name
            await send(message)

        with about(request=scope["state"]["id"]):
            try:
                await self.app(scope, receive, noting)
            except Exception:
                _log.exception("fault")  # here it is known which request it was
                raise
            finally:
                level = logging.DEBUG if scope["path"] in QUIET else logging.INFO
                told = {
                    "method": scope["method"],
                    "path": scope["path"],
                    "status": status,
                    "milliseconds": round(1000 * (perf_counter() - begun), 1),
                }
                # A line takes as long as a query: those who wait are answered first.
                tell = partial(_log.log, level, "request", extra=told)
                asyncio.get_running_loop().call_soon(tell)
