"""The cluster that the processes of solves on this machine may use, if any.

They join it by its address. So a cluster of this machine is started once, by whoever
starts those processes, and ends with it.
"""

from __future__ import annotations

from typing import Any

from api import logs
from api.jobs.executors.naming import LOCAL, SCHEMES

PRELOAD = "api.jobs.executors.worker"


class Lent:
    """A cluster that is there for all, or none.

    Attributes
    ----------
    address
        Of its scheduler; None where each process is on its own.
    """

    def __init__(self, name: str, workers: int, memory: int) -> None:
        """Name an executor; `workers` of `memory` mebibytes where it is local."""
        self.address = name if name.startswith(SCHEMES) else None
        self._size = (workers, memory) if name == LOCAL else None
        self._cluster: Any = None

    def open(self) -> None:
        """Start what has to be started."""
        if self._size is None:
            return
        from distributed import LocalCluster  # noqa: PLC0415 - an extra

        logs.quieten()
        workers, memory = self._size
        self._cluster = LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers,
            threads_per_worker=1,
            memory_limit=f"{memory}MiB",
            dashboard_address=None,  # a page without any access control
            preload=PRELOAD,
        )
        self.address = self._cluster.scheduler_address

    def close(self) -> None:
        """End what was started."""
        if self._cluster is not None:
            self._cluster.close()
