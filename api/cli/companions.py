"""Processes that take requests beside the first one: one process uses one core.

They have the address in common, and the database; the first one works on jobs, starts
again whoever of them dies, and takes them along when it ends.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from contextlib import suppress
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from api.jobs.process import ended

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.settings import Settings

COMPANION = ("-P", "-m", "api.cli.companion")
"""What Python is to run; nothing of the folder that the server was started in."""
USUAL = 2
"""Processes in all where the settings leave it open, and there are as many cores."""
PAUSE_SECONDS = 2.0
"""How long to wait before one that died is started again."""
PATIENCE = 5.0
"""Seconds beyond those of the settings in which they have to end."""

_log = logging.getLogger(__name__)


def processes(settings: Settings) -> int:
    """Return how many processes take requests, the first one among them."""
    if settings.servers is not None:
        return settings.servers
    if sys.platform != "linux":  # others do not share connections among listeners
        return 1
    return min(USUAL, len(os.sched_getaffinity(0)))


class Place(BaseModel):
    """Where a socket listens, as the operating system names it."""

    family: int
    at: tuple[str | int, ...]


class Order(BaseModel):
    """What a companion is to do.

    Attributes
    ----------
    chosen
        Settings of the command line, before those of the environment.
    """

    chosen: dict[str, Any]
    places: tuple[Place, ...]


class Companions:
    """Keeps so many companions alive, each by a thread of its own.

    Parameters
    ----------
    called
        What to do when one of them has taken a job.
    """

    def __init__(self, count: int, order: Order, called: Callable[[], None]) -> None:
        self._order = order
        self._called = called
        self._stopping = Event()
        self._lock = Lock()
        self._living: set[subprocess.Popen[bytes]] = set()
        self._threads = [
            Thread(target=self._keep, name="companion", daemon=True)
            for _ in range(count)
        ]

    def start(self) -> None:
        """Start them, without waiting until they answer."""
        for thread in self._threads:
            thread.start()

    def dismiss(self) -> None:
        """Let them answer what they have begun, and end."""
        with self._lock:
            self._stopping.set()
            for process in self._living:
                process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait until they have ended; end those that take longer."""
        until = monotonic() + seconds + PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))
        with self._lock:
            for process in self._living:
                process.kill()

    def _keep(self) -> None:
        while (process := self._begun()) is not None:
            self._attend(process)
            code = process.wait()
            with self._lock:
                self._living.discard(process)
            if not self._stopping.is_set():
                told = "A process that takes requests ended, and is started again: %s"
                _log.error(told, ended(code))
                self._stopping.wait(PAUSE_SECONDS)

    def _begun(self) -> subprocess.Popen[bytes] | None:
        """Return a new one; None where no more are wanted."""
        with self._lock:
            if self._stopping.is_set():
                return None
            process = subprocess.Popen(
                [sys.executable, *COMPANION],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl+C is for the first one, which tells it
            )
            self._living.add(process)
        return process

    def _attend(self, process: subprocess.Popen[bytes]) -> None:
        """Tell it what to do, and be called by it until it ends."""
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdin, process.stdout, suppress(OSError):
            process.stdin.write(f"{self._order.model_dump_json()}\n".encode())
            process.stdin.flush()
            for _ in process.stdout:
                self._called()
