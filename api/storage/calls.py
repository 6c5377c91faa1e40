"""Calls from whoever changes the queue to the workers that wait, over PostgreSQL.

A call reaches those who listen when its transaction is committed, and nobody where it
is not. It carries nothing: the queue itself says what there is to do. SQLite has no
calls; there workers look often.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from api.storage.database import Database

CHANNEL = "quarterdeck_jobs"
PAUSE_SECONDS = 2.0
"""How long to wait before a lost connection is opened again."""
TURN_SECONDS = 1.0
"""How late it is noticed at most that nobody listens any more."""

_log = logging.getLogger(__name__)


def call(session: Session) -> None:
    """Call everybody who waits for jobs, when this transaction is committed."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"NOTIFY {CHANNEL}"))


class Listener:
    """Hears calls in a thread of its own, and says so.

    Attributes
    ----------
    hears
        Whether it would hear a call now, so that nobody need look as often.
    """

    def __init__(self, database: Database, heard: Callable[[], None]) -> None:
        self._database = database
        self._heard = heard
        self._stopping = Event()
        self._thread = Thread(target=self._listen, name="listener", daemon=True)
        self.hears = False

    def start(self) -> None:
        """Begin to listen, where the database knows calls."""
        if not self._database.is_embedded:
            self._thread.start()

    def stop(self) -> None:
        """Listen no longer."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                self._hear()
            except Exception as error:
                _log.warning("Calls are not heard for now: %s", type(error).__name__)
            self.hears = False
            self._stopping.wait(PAUSE_SECONDS)

    def _hear(self) -> None:
        engine = self._database.engine.execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"LISTEN {CHANNEL}"))
            driver: Any = connection.connection.driver_connection
            self.hears = True
            self._heard()  # what was called before is in the queue
            try:
                while not self._stopping.is_set():
                    for _ in driver.notifies(timeout=TURN_SECONDS, stop_after=1):
                        self._heard()
            finally:
                with suppress(SQLAlchemyError):
                    connection.invalidate()
