"""The process of a companion: it takes requests at the address of another server.

What it is to do comes on standard input. It ends when whoever started it is gone. On
standard output it tells them that it lives, and when it has taken a job.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import typer

from api.cli.companions import BEAT, BEAT_SECONDS, CALL, Order
from api.cli.exits import answering
from api.cli.listening import Server

if TYPE_CHECKING:
    from types import FrameType

    from fastapi import FastAPI

    from api.cli.companions import Place
    from api.settings import Settings


class Companion(Server):
    """A server beside the first one."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(app, settings, settings.host)
        self.config.callback_notify = beat
        self.config.timeout_notify = BEAT_SECONDS

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop in good order at the first signal; those after it are for the first.

        Whoever stops a service often tells all of its processes, and the first one
        tells its companions once more.
        """
        if not self.should_exit:
            super().handle_exit(sig, frame)


def main() -> None:
    """Take requests until told to stop, or until nobody is there to tell."""
    order = Order.model_validate_json(sys.stdin.buffer.readline())
    Thread(target=_end_with_the_first, name="end", daemon=True).start()
    # What the server hands on when it has stopped is no reason to skip what is left.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        with answering(as_json=False), suppress(KeyboardInterrupt):
            _serve(order)
    except typer.Exit as refused:
        sys.exit(refused.exit_code)


def _serve(order: Order) -> None:
    # Loaded where a signal, or the end of the first one, ends this one in good order.
    from api import logs, traces
    from api.app import create_app
    from api.cli.configured import settings_of

    settings = settings_of(order.chosen)
    logs.begin(settings.log_format, settings.log_level)
    traces.begin()
    app = create_app(settings, lambda: tell(CALL))
    server = Companion(app, settings)
    server.run([bound(place) for place in order.places])


def bound(place: Place) -> socket.socket:
    """Return a socket at a place that others have, too; it does not listen yet.

    The kernel shares new connections among those that listen.
    """
    # Without the protocol asyncio would not know that answers must not wait for more.
    found = socket.socket(place.family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if place.family == socket.AF_INET6:
        found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    found.bind(place.at)
    return found


async def beat() -> None:
    """Tell from within the loop that it goes round."""
    tell(BEAT)


def tell(what: bytes) -> None:
    """Tell the first one something."""
    with suppress(OSError):  # nobody is there any more, which ends this process
        os.write(sys.stdout.fileno(), what)


def _end_with_the_first() -> None:
    """Wait until whoever holds the other end is gone, whatever became of them."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
