"""Which executor a process of one solve has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.jobs.executors.executor import Embedded

if TYPE_CHECKING:
    from api.jobs.executors.executor import Executor


def executor_at(address: str | None) -> Executor:
    """Return who carries out sweeps: a cluster, or this process alone."""
    if address is None:
        return Embedded()
    from api.jobs.executors.cluster import Cluster  # noqa: PLC0415 - an extra

    return Cluster(address)
