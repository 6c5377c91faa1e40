"""A server that takes requests: what the first process and its companions share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    import socket
    from types import FrameType

    from fastapi import FastAPI

    from api.service import Service
    from api.settings import Settings

MOST_CONNECTIONS = 800
"""Whoever comes when there are as many is told so (503). A process may often have no
more than 1,024 files open, and one that has none left answers nobody."""


class Server(uvicorn.Server):
    """A server that lets go of those who follow jobs before it waits for them."""

    def __init__(self, app: FastAPI, settings: Settings, host: str) -> None:
        self.app = app
        self.settings = settings
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=settings.port,
                log_config=None,  # `api.logs` says how, and `api.logged` of requests
                access_log=False,
                server_header=False,
                forwarded_allow_ips=settings.trusted_proxies,
                limit_concurrency=MOST_CONNECTIONS,
                timeout_graceful_shutdown=max(1, round(settings.grace_seconds)),
            )
        )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop in good order at the first signal, and at once at the second."""
        if self.should_exit:
            os._exit(128 + sig)
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, and take no further job; streams end by themselves."""
        service: Service = self.app.state.service
        service.stopping.set()
        service.supervisor.take_no_more()
        await super().shutdown(sockets)
