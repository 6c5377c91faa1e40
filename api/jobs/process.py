"""A process of one solve, as the supervisor sees it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from pydantic import ValidationError

from api.jobs.messages import MESSAGES, STOP

if TYPE_CHECKING:
    from queue import SimpleQueue

    from api.jobs.assignment import Assignment
    from api.jobs.messages import Message

CHILD = ("-P", "-m", "api.jobs.child")
"""What Python is to run; nothing of the folder that the server was started in."""
UNTOLD = ("DATABASE_URL", "QUARTERDECK_", "PROMETHEUS_")
"""What begins the names of variables that a solve has no need to know."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A process has ended; a negative code is the signal that ended it."""

    code: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that a process has told, or that it is gone."""

    process: SolveProcess
    message: Message | Gone


class SolveProcess:
    """A process that answers one question.

    Whatever it tells goes to an inbox, in order; the last is always that it is gone.
    """

    def __init__(self, memory: int, inbox: SimpleQueue[Heard | None]) -> None:
        """Start it with a limit of memory in mebibytes."""
        self._inbox = inbox
        command = [sys.executable, *CHILD, str(memory)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={k: v for k, v in os.environ.items() if not k.startswith(UNTOLD)},
            start_new_session=True,
        )
        Thread(target=self._hear, name="solve process", daemon=True).start()

    @property
    def pid(self) -> int:
        """The number that the operating system gave it."""
        return self._process.pid

    def ask(self, assignment: Assignment, question: str) -> None:
        """Give it the question, as JSON, without waiting until it has read it."""
        lines = f"{assignment.model_dump_json()}\n{question}\n".encode()
        Thread(target=self._tell, args=(lines,), daemon=True).start()

    def stop(self) -> None:
        """Ask it to end with the best plan so far."""
        self._tell(STOP)

    def kill(self) -> None:
        """End it now."""
        self._process.kill()

    def _tell(self, line: bytes) -> None:
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):  # it is gone, which the inbox tells
            self._process.stdin.write(line)
            self._process.stdin.flush()

    def _hear(self) -> None:
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        for line in self._process.stdout:
            try:
                self._inbox.put(Heard(self, MESSAGES.validate_json(line)))
            except ValidationError:
                self.kill()  # the last line of one that was killed, or nonsense
        self._inbox.put(Heard(self, Gone(self._process.wait())))
        for pipe in (self._process.stdout, self._process.stdin):
            with suppress(OSError):
                pipe.close()


def ended(code: int) -> str:
    """Return in words how a process ended."""
    if code >= 0:
        return f"code {code}"
    names = {one.value: one.name for one in signal.Signals}  # not all have one
    return f"signal {names.get(-code, -code)}"
