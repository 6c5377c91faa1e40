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
from math import inf
from select import select
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
BEAT, CALL = b".", b"!"
"""What they tell: that they live, and that they have taken a job."""
BEAT_SECONDS, SILENCE = 5, 60.0
"""How often one tells that it lives, and after how long without it is ended."""
TURN_SECONDS = 0.1
"""How late it is noticed at most that they are not to start any more."""
LEAST_PAUSE, MOST_PAUSE = 1.0, 60.0
"""Seconds before one that died is started again: twice as many if it dies soon."""
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
    count
        How many; none where a server is alone.
    chosen
        Settings from the command line, which are theirs as well.
    """

    def __init__(self, count: int, chosen: dict[str, Any]) -> None:
        self.count = count
        self._chosen = chosen
        self._stopping = Event()
        self._end_by = inf
        self._lock = Lock()
        self._living: set[subprocess.Popen[bytes]] = set()
        self._threads: list[Thread] = []

    def start(
        self, places: tuple[Place, ...], called: Callable[[], None], after: Event
    ) -> None:
        """See to it that they start, without waiting until they answer.

        Parameters
        ----------
        called
            What to do when one of them has taken a job.
        after
            Set when the machine has time for them.
        """
        order = Order(chosen=self._chosen, places=places)
        given = (order, called, after)
        for _ in range(self.count):
            thread = Thread(target=self._keep, args=given, daemon=True)
            self._threads.append(thread)
            thread.start()

    def dismiss(self, seconds: float) -> None:
        """Let them answer what they have begun, and end within so many seconds."""
        with self._lock:
            if self._stopping.is_set():
                return
            self._stopping.set()
            self._end_by = monotonic() + seconds + PATIENCE
            for process in self._living:
                process.terminate()

    def wait(self) -> None:
        """Wait until those that were dismissed have ended; end those that have not."""
        for thread in self._threads:
            thread.join(max(0.0, self._end_by - monotonic()))
        with self._lock:
            for process in self._living:
                process.kill()

    def _keep(self, order: Order, called: Callable[[], None], after: Event) -> None:
        pause = LEAST_PAUSE
        while not self._stopping.is_set() and not after.wait(TURN_SECONDS):
            pass
        while not self._stopping.is_set():
            begun = monotonic()
            how = self._one_life(order, called)
            if self._stopping.is_set():
                break
            told = "A process that takes requests ended, and is started again: %s"
            _log.error(told, how)
            lasted = monotonic() - begun > MOST_PAUSE
            pause = LEAST_PAUSE if lasted else min(2 * pause, MOST_PAUSE)
            self._stopping.wait(pause)

    def _one_life(self, order: Order, called: Callable[[], None]) -> str:
        """Start one, attend to it until it ends, and return how it did."""
        try:
            process = self._begun()
        except OSError as error:
            return str(error)
        if process is None:
            return ""
        _attend(process, order, called)
        code = process.wait()
        with self._lock:
            self._living.discard(process)
        return ended(code)

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


def _attend(
    process: subprocess.Popen[bytes], order: Order, called: Callable[[], None]
) -> None:
    """Tell one what to do, and hear it until it ends; end it where it is silent."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError), process.stdin, process.stdout:
        process.stdin.write(f"{order.model_dump_json()}\n".encode())
        process.stdin.flush()
        while select([process.stdout], [], [], SILENCE)[0]:
            told = os.read(process.stdout.fileno(), 4096)
            if not told:
                return
            if CALL in told:
                called()
        process.kill()
