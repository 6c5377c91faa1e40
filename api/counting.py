"""Several processes count together: in files of one folder, which each adds up."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which Prometheus' client knows the folder, on being loaded."""
MEMORY = Path("/dev/shm")
"""Where nobody tidies up, and a full disk is of no concern: the files are mapped, and
what maps a file that cannot grow is ended by the kernel."""
NAME = "quarterdeck-counts-"


@contextmanager
def together(companions: int) -> Iterator[None]:
    """Let a server and so many companions count together while the block lasts."""
    os.environ.pop(FOLDER, None)
    if companions == 0:
        yield
        return
    where = MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _tidy(where)
    folder = tempfile.mkdtemp(prefix=f"{NAME}{os.getpid()}-", dir=where)
    os.environ[FOLDER] = folder
    try:
        yield
    finally:
        rmtree(folder, ignore_errors=True)


def _tidy(where: Path) -> None:
    """Remove what servers have left that were killed."""
    for left in where.glob(f"{NAME}*"):
        with suppress(OSError, ValueError):
            pid = int(left.name.removeprefix(NAME).partition("-")[0])
            if not Path(f"/proc/{pid}").exists():
                rmtree(left, ignore_errors=True)
