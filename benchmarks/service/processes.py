"""Processes and those that they have started, as the kernel of Linux tells of them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def children_of(pid: int) -> list[int]:
    """Return the numbers of the processes that a process has started; none if gone."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, task.read_text().split())
    return found


def is_running(pid: int, module: str) -> bool:
    """Return whether a process of Python runs a module or script of such a name."""
    try:
        return module.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return False
