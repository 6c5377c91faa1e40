"""The process of a companion: it takes requests at the address of another server.

What it is to do comes on standard input. It ends when whoever started it is gone, and
calls them on standard output when a job was submitted.
"""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from api import logs, traces
from api.app import create_app
from api.cli.companions import Order
from api.cli.configured import settings_of
from api.cli.listening import Server

if TYPE_CHECKING:
    from api.cli.companions import Place

CALL = b"\n"


def main() -> None:
    """Take requests until told to stop, or until nobody is there to tell."""
    order = Order.model_validate_json(sys.stdin.buffer.readline())
    Thread(target=_end_with_the_first, name="end", daemon=True).start()
    settings = settings_of(order.chosen)
    logs.begin(settings.log_format, settings.log_level)
    traces.begin()
    app = create_app(settings, call)
    server = Server(app, settings, settings.host)
    server.run([bound(place) for place in order.places])


def bound(place: Place) -> socket.socket:
    """Return a socket at a place that others have, too; it does not listen yet.

    The kernel shares new connections among those that listen.
    """
    found = socket.socket(place.family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if place.family == socket.AF_INET6:
        found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    found.bind(place.at)
    return found


def call() -> None:
    """Say that a job was submitted."""
    with suppress(OSError):  # nobody is there any more, which ends this process
        os.write(sys.stdout.fileno(), CALL)


def _end_with_the_first() -> None:
    """Wait until whoever holds the other end is gone, whatever became of them."""
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
