"""A server in a process of its own, to be asked, burdened and killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import TYPE_CHECKING

from api.client import Quarterdeck

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "from api.cli.main import main; main()"
QUICK = (
    "from api.jobs import process; "
    f"process.CHILD = ({str(Path(__file__).with_name('quick_child.py'))!r},); {COMMAND}"
)
"""The command, with processes of solves that have no engine."""


class NotStarted(Exception):
    """A server ended before it listened; with what it told."""


@dataclass(slots=True)
class Served:
    """A server that may be ended and started again with the same data.

    Attributes
    ----------
    settings
        Environment variables.
    quick
        Whether its solves wait in place of searching; see `quick_child`.
    key
        Of the administrator; told by the first start.
    """

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    quick: bool = False
    port: int = 0
    key: str = ""
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """The file of what it tells."""
        return self.folder / "log"

    @property
    def pid(self) -> int:
        """Of the process that serves."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> None:
        """Start it, and wait until it listens.

        Raises
        ------
        NotStarted
            If it does not.
        """
        with self.log.open("ab") as log:
            before = log.tell()
            self.process = subprocess.Popen(
                self._command("serve", "--port", str(self.port)),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=self._environment(),
            )
        told = self._told(before)
        if found := re.search(r"qd_\S+", told):
            self.key = found[0]
        self.port = int(re.findall(r"http://[\d.]+:(\d+)", told)[0])

    def worker(self) -> subprocess.Popen[bytes]:
        """Start a worker on the same database."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self._command("worker"),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=self._environment(),
            )

    def run(self, *arguments: str) -> int:
        """Run another command on the same data; return its code."""
        with self.log.open("ab") as log:
            return subprocess.run(
                self._command(*arguments),
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=self._environment(),
                check=False,
            ).returncode

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end; return its code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def client(self, key: str = "", patience: float = 60.0) -> Quarterdeck:
        """Return a client, the administrator's where no key is given."""
        return Quarterdeck(self.address, key or self.key, patience)

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-c", QUICK if self.quick else COMMAND, *arguments]

    def _environment(self) -> dict[str, str]:
        own = {"PYTHONPATH": str(ROOT), "QUARTERDECK_DATA_FOLDER": str(self.folder)}
        return os.environ | own | dict(self.settings)

    def _told(self, before: int) -> str:
        """Return what it says until it listens."""
        assert self.process is not None
        while True:
            ended = self.process.poll() is not None
            told = self.log.read_bytes()[before:].decode()
            if "listens at" in told:
                return told
            if ended:
                raise NotStarted(told)
            sleep(0.05)


@contextmanager
def served(
    settings: Mapping[str, str] | None = None, *, quick: bool = False
) -> Iterator[Served]:
    """Yield a running server with an empty database, which ends with the block."""
    with TemporaryDirectory(prefix="quarterdeck-", ignore_cleanup_errors=True) as name:
        server = Served(Path(name), settings or {}, quick)
        server.start()
        try:
            yield server
        finally:
            server.kill()
