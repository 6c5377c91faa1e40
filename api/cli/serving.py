"""What `quarterdeck serve` does: prepare the database, tell the key, listen."""

from __future__ import annotations

import logging
import signal
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import uvicorn
from pydantic import ValidationError

from api.access.keys import first_administrator
from api.app import create_app
from api.cli.exits import Refused
from api.cli.output import say
from api.problems import code_of
from api.settings import Settings
from api.storage.database import Database
from api.storage.errors import StorageError
from api.storage.migrating import prepare
from optimizer.files.validating import sentence

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

LOOPBACK = "127.0.0.1"


class Server(uvicorn.Server):
    """A server that lets go of those who follow jobs before it waits for them."""

    def __init__(self, app: FastAPI, settings: Settings, host: str) -> None:
        self.app = app
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=settings.port,
                log_level=logging.WARNING,
                server_header=False,
                timeout_graceful_shutdown=max(1, round(settings.grace_seconds)),
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say where."""
        await super().startup(sockets)
        for server in self.servers:
            for listening in server.sockets:
                host, port, *_ = listening.getsockname()
                say(f"Quarterdeck listens at {address(host, port)}; Ctrl+C ends it.")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening; streams end by themselves."""
        self.app.state.service.stopping.set()
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
    try:
        is_first = begun(settings)
    except StorageError as refusal:
        raise Refused(code_of(type(refusal)), str(refusal)) from None
    host = first_host(settings.host) if is_first else settings.host
    # The server hands Ctrl+C on when it has stopped; only then is it an interruption.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        Server(create_app(settings), settings, host).run()


def settings_of(chosen: dict[str, Any]) -> Settings:
    """Return the settings of the command line and the environment.

    Raises
    ------
    Refused
        With every setting that is wrong.
    """
    try:
        return Settings(**chosen)
    except ValidationError as refusal:
        errors = refusal.errors(include_url=False)
        told = "\n  ".join(sentence(error, frozenset()) for error in errors)
        raise Refused("invalid_settings", f"Wrong settings:\n  {told}") from None


def begun(settings: Settings) -> bool:
    """Make and tell the key of a new database; return whether it is one."""
    database = Database.open(settings)
    try:
        prepare(database)
        secret = first_administrator(database)
    finally:
        database.close()
    if secret is not None:
        say("This is the key of the administrator. It is shown this once:")
        say(f"  {secret}")
    return secret is not None


def first_host(wanted: str) -> str:
    """Return where to listen while nobody can have the key but who started this."""
    if is_loopback(wanted):
        return wanted
    say(
        f"The first start listens on {LOOPBACK} only; keep the key, and start again "
        f"to listen on {wanted}."
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
