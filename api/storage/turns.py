"""Whoever writes to one file waits for their turn, those of other processes as well.

SQLite makes a writer wait in naps of up to 0.1 s and lets in whoever comes just then,
so that some wait long. Here the operating system wakes them.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LAST_SECONDS = 2.0
"""How long to wait for the last turn where somebody else has theirs without end."""


class Turns:
    """The turns of all who write to a database, by a lock on a file beside it."""

    def __init__(self, file: Path) -> None:
        self._path = file
        self._file: int | None = None
        self._one_of_us = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it while the block lasts.

        The end of a process ends its turn. Where the file cannot be made or locked,
        only the threads of one process wait here; SQLite keeps others apart as it does.
        """
        with self._one_of_us:  # the lock of the file is the process's, not a thread's
            self._open()
            self._lock(fcntl.LOCK_EX)
            try:
                yield
            finally:
                self._lock(fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the file, when the last turn is over; not if that takes long."""
        if self._one_of_us.acquire(timeout=LAST_SECONDS):
            try:
                if self._file is not None:
                    os.close(self._file)
                    self._file = None
            finally:
                self._one_of_us.release()

    def _open(self) -> None:
        if self._file is None:
            with suppress(OSError):  # to be read is enough, whoever else has made it
                self._file = os.open(self._path, os.O_RDONLY | os.O_CREAT, 0o644)

    def _lock(self, how: int) -> None:
        if self._file is not None:
            with suppress(OSError):  # some file systems know no locks
                fcntl.flock(self._file, how)
