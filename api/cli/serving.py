"""What `quarterdeck serve` does: prepare the database, tell the key, listen."""

from __future__ import annotations

import logging
import os
import signal
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import uvicorn

from api import logs, traces
from api.access.keys import first_administrator
from api.app import create_app
from api.cli.configured import database_of, settings_of
from api.cli.output import say
from api.logs import LogFormat
from api.storage import keys
from api.storage.migrating import prepare

if TYPE_CHECKING:
    import socket
    from types import FrameType

    from fastapi import FastAPI

    from api.service import Service
    from api.settings import Settings

LOOPBACK = "127.0.0.1"
MOST_CONNECTIONS = 800
"""Whoever comes when there are as many is told so (503). A process may often have no
more than 1,024 files open, and one that has none left answers nobody."""

_log = logging.getLogger(__name__)


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

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say where."""
        await super().startup(sockets)
        for server in self.servers:
            for listening in server.sockets:
                host, port, *_ = listening.getsockname()
                at = address(host, port)
                if self.settings.log_format is LogFormat.JSON:
                    _log.info("server listens", extra={"address": at})
                else:
                    say(f"Quarterdeck listens at {at}; Ctrl+C ends it.")

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


def run(chosen: dict[str, Any]) -> None:
    """Serve until somebody ends it.

    Parameters
    ----------
    chosen
        Settings from the command line, before those of the environment.

    Raises
    ------
    Refused
        If a setting is wrong, or the database cannot be used as it is.
    """
    settings = settings_of(chosen)
    logs.begin(settings.log_format, settings.log_level)
    traces.begin()
    is_open = begun(settings)
    host = settings.host if is_open else first_host(settings.host)
    # The server hands Ctrl+C on when it has stopped; only then is it an interruption.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        Server(create_app(settings), settings, host).run()


def begun(settings: Settings) -> bool:
    """Make and tell the key of a new database; return whether others may come.

    They may where somebody could come as an administrator before this start.
    """
    with database_of(settings) as database:
        prepare(database)
        with database.reading() as session:
            administered = keys.is_administered(session)
        secret = first_administrator(database)
    if secret is not None:
        say("This is the key of the administrator. It is shown this once:")
        say(f"  {secret}")
    elif not administered:
        say("No administrator has a key or password: quarterdeck users key makes one.")
    return administered


def first_host(wanted: str) -> str:
    """Return where to listen while nobody can have the key but who started this."""
    if is_loopback(wanted):
        return wanted
    say(
        f"Until an administrator has a key, this listens on {LOOPBACK} only; keep the "
        f"key, and start again to listen on {wanted}."
    )
    return LOOPBACK


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address(host: str, port: int) -> str:
    """Return how a browser is told where the service is."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
