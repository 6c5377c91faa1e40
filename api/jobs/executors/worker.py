"""What a worker of a cluster does first: ``dask worker --preload`` and this module.

It loads the engine before it is needed, gives the rest of the machine precedence, and
leaves Ctrl+C to whoever started it.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import optimizer.solving  # noqa: F401 - the engine, which takes seconds to load
from api.jobs.precedence import give_way

if TYPE_CHECKING:
    from distributed import Worker


def dask_setup(worker: Worker) -> None:
    """Prepare the process of a worker; Dask calls this by its name."""
    del worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way()
