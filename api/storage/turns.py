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


class Turns:
    """The turns of all who write to a database, by a lock on a file beside it."""

    def __init__(self, file: Path) -> None:
        self._path = file
        self._file: int | None = None
        self._one_of_us = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, and have it while the block lasts.

        The end of a process ends its turn. Where the file cannot be made, only the
        threads of one process wait here; SQLite keeps all others apart as it does.
        """
        with self._one_of_us:  # the lock of the file is the process's, not a thread's
            self._open()
            self._lock(fcntl.LOCK_EX)
            try:
                yield
            finally:
                self._lock(fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the file, when the last turn is over."""
        with self._one_of_us:
            if self._file is not None:
                os.close(self._file)
                self._file = None

    def _open(self) -> None:
        if self._file is None:
            with suppress(OSError):
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)

    def _lock(self, how: int) -> None:
        if self._file is not None:
            fcntl.flock(self._file, how)
