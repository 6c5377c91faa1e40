"""What can be killed of a running service, and is started again."""

from __future__ import annotations

import os
import signal
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.service.processes import children_of

if TYPE_CHECKING:
    import subprocess
    from random import Random

    from benchmarks.service.served import Served

SHARES = {"solve": 5, "server": 3, "worker": 2}
"""Who is killed how often, by chance."""


@dataclass(slots=True)
class Victims:
    """A server, a worker beside it, and the processes of their solves."""

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
            solves = children_of(self.server.pid) + children_of(self.worker.pid)
            if not solves:
                return
            with suppress(ProcessLookupError):
                os.kill(random.choice(solves), signal.SIGKILL)
        self.killed[target] += 1

    def end(self) -> None:
        """Kill the worker for good."""
        self.worker.kill()
        self.worker.wait()
