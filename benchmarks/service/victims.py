"""What can be killed of a running service, and is started again."""

from __future__ import annotations

import os
import signal
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.service.processes import children_of, is_running

if TYPE_CHECKING:
    import subprocess
    from random import Random

    from benchmarks.service.served import Served

SHARES = {"solve": 5, "server": 3, "worker": 2, "companion": 2}
"""Who is killed how often, by chance."""
COMPANION = "api.cli.companion"
"""What the processes run that only take requests."""


@dataclass(slots=True)
class Victims:
    """A server, a worker beside it, and the processes that they have started."""

    server: Served
    worker: subprocess.Popen[bytes]
    killed: Counter[str] = field(default_factory=Counter)

    @property
    def ends_of_servers(self) -> int:
        """How often the server or the worker was killed."""
        return self.killed["server"] + self.killed["worker"]

    def kill_one(self, random: Random) -> None:
        """Kill one of them with signal 9; start again what does not do so itself."""
        (target,) = random.choices(list(SHARES), list(SHARES.values()))
        if target == "server":
            self.server.kill()
            self.server.start()
        elif target == "worker":
            self.end()
            self.worker = self.server.worker()
        else:
            found = self._companions if target == "companion" else self._solves
            if not found:
                return
            with suppress(ProcessLookupError):
                os.kill(random.choice(found), signal.SIGKILL)
        self.killed[target] += 1

    @property
    def _companions(self) -> list[int]:
        return [
            pid for pid in children_of(self.server.pid) if is_running(pid, COMPANION)
        ]

    @property
    def _solves(self) -> list[int]:
        found = children_of(self.server.pid) + children_of(self.worker.pid)
        return [pid for pid in found if not is_running(pid, COMPANION)]

    def end(self) -> None:
        """Kill the worker for good."""
        self.worker.kill()
        self.worker.wait()
