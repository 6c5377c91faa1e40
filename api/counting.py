"""Several processes count together: in files of one folder, which each adds up."""

from __future__ import annotations

import os
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which Prometheus' client knows the folder, on being loaded."""


@contextmanager
def together(processes: int) -> Iterator[None]:
    """Let so many processes count together while the block lasts."""
    if processes == 1:
        os.environ.pop(FOLDER, None)
        yield
        return
    with TemporaryDirectory(prefix="quarterdeck-", ignore_cleanup_errors=True) as name:
        os.environ[FOLDER] = name
        yield
