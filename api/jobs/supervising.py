"""Whoever sees to jobs, as the process that takes requests knows it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Supervising(Protocol):
    """Sees to jobs, in this process or in another one."""

    @property
    def is_alive(self) -> bool:
        """Whether it takes jobs, as far as this process can know."""

    @property
    def prepared(self) -> Event:
        """Set when the first question need not wait until the engine is loaded."""

    def wake(self) -> None:
        """Say that a job was submitted, so that it is looked at now."""

    def take_no_more(self) -> None:
        """Take no further job."""

    def stop(self) -> None:
        """Take no further job, and let go of the running ones."""


class Elsewhere:
    """A supervisor in another process, which ends by itself."""

    is_alive = True

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self.prepared = Event()
        self.prepared.set()

    def wake(self) -> None:
        """Call it."""
        self._call()

    def take_no_more(self) -> None:
        """Leave that to whoever ends it."""

    def stop(self) -> None:
        """Leave that to whoever ends it."""
