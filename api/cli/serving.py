"""What `quarterdeck serve` does: prepare the database, tell the key, listen."""

from __future__ import annotations

import logging
import signal
import socket
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from api import logs, traces
from api.access.keys import first_administrator
from api.cli.companions import Companions, Place, processes
from api.cli.configured import database_of, settings_of
from api.cli.listening import Server
from api.cli.output import say
from api.counting import together
from api.logs import LogFormat
from api.storage import keys
from api.storage.migrating import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI

    from api.service import Service
    from api.settings import Settings

LOOPBACK = "127.0.0.1"
_log = logging.getLogger(__name__)


class First(Server):
    """The server that says where it listens, and has companions there."""

    def __init__(
        self, app: FastAPI, settings: Settings, host: str, companions: Companions
    ) -> None:
        super().__init__(app, settings, host)
        self.companions = companions

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, let companions listen there as well, and say where."""
        await super().startup(sockets)
        listening = [one for server in self.servers for one in server.sockets]
        if self.companions.count > 0:
            self._share(listening)
        for one in listening:
            host, port, *_ = one.getsockname()
            at = address(host, port)
            if self.settings.log_format is LogFormat.JSON:
                _log.info("server listens", extra={"address": at})
            else:
                say(f"Quarterdeck listens at {at}; Ctrl+C ends it.")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, with the companions."""
        self.companions.dismiss(self.settings.grace_seconds)
        await super().shutdown(sockets)

    def _share(self, listening: Sequence[socket.socket]) -> None:
        """Let companions start at these places, once the engine is loaded.

        Both at once would keep whoever asks first waiting.
        """
        for one in listening:  # only now: another server at this port was an error
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        places = tuple(Place(family=s.family, at=s.getsockname()) for s in listening)
        service: Service = self.app.state.service
        supervisor = service.supervisor
        self.companions.start(places, supervisor.wake, supervisor.prepared)


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
    # The server hands signals on when it has stopped; only then do they interrupt.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    companions = Companions(processes(settings) - 1, chosen)
    with together(companions.count), suppress(KeyboardInterrupt):
        _serve(settings, host, companions)


def _serve(settings: Settings, host: str, companions: Companions) -> None:
    from api.app import create_app  # what counts asks on loading where it does

    server = First(create_app(settings), settings, host, companions)
    try:
        server.run()
    finally:  # also where it did not come to stop in good order
        companions.dismiss(settings.grace_seconds)
        companions.wait()


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
