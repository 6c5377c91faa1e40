"""What `quarterdeck worker` does: take jobs until somebody ends it."""

from __future__ import annotations

import logging
import os
import signal
from threading import Event
from typing import TYPE_CHECKING, Any

from api import logs, traces
from api.cli.configured import database_of, settings_of
from api.cli.exits import Refused
from api.jobs.supervisor import Supervisor
from api.storage.migrating import require_current

if TYPE_CHECKING:
    from types import FrameType

LOOK_SECONDS = 1.0
"""How late it is noticed at most that nobody takes jobs any more."""

_log = logging.getLogger(__name__)


def run(chosen: dict[str, Any]) -> None:
    """Work until somebody ends it.

    Parameters
    ----------
    chosen
        Settings from the command line, before those of the environment.

    Raises
    ------
    Refused
        If a setting is wrong, or the database is not there or not as it should be.
    """
    settings = settings_of(chosen)
    if settings.children == 0:
        raise Refused("invalid_settings", "A worker needs at least 1 child, found 0.")
    stopping = stopped_by_signals()
    with database_of(settings) as database:
        require_current(database)
        logs.begin(settings.log_format, settings.log_level)
        traces.begin()
        supervisor = Supervisor(database, settings)
        supervisor.start()
        about = {"worker": supervisor.name, "children": settings.children}
        _log.info("worker takes jobs", extra=about)
        while supervisor.is_alive and not stopping.wait(LOOK_SECONDS):
            pass
        _log.info("worker stops", extra=about)
        supervisor.stop()


def stopped_by_signals() -> Event:
    """Return what the first signal sets; the second one ends this process."""
    stopping = Event()

    def stop(number: int, _frame: FrameType | None) -> None:
        if stopping.is_set():
            os._exit(128 + number)
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopping
