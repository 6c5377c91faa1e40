"""Dask distributed: searches carried out by the workers of a cluster.

A cluster is transport and nothing else: what is to be done and what came of it is in
the database. A search whose worker dies is carried out by another one.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from api.jobs.executors import ahead
from api.jobs.executors.executor import ExecutorFailed
from optimizer.certifying import versions
from optimizer.errors import OptimizerError
from optimizer.plan.effort import Control

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.jobs.executors.executor import Found, Sweep
    from api.jobs.executors.search import Search
    from optimizer.plan.effort import Limits
    from optimizer.plan.outcome import Outcome
    from scenarios.asking import Watch

PATIENCE_SECONDS = 15
"""How long to wait for the scheduler, and for the first worker."""
LOOK_SECONDS = 0.3
"""How late a worker hears at most that it is to stop."""
URGENT = 1
"""The priority of what is waited for, before what is asked ahead."""


class Cluster:
    """Carries out sweeps on the cluster of a scheduler; see `Executor`."""

    def __init__(self, address: str) -> None:
        self._address = address

    def carry_out(
        self, sweep: Sweep[Found], limits: Limits, control: Control, watch: Watch | None
    ) -> Found:
        """Return what a sweep finds, with its questions answered by the cluster."""
        with joined(self._address) as pool:
            return ahead.carry_out(sweep, pool, limits, control, watch)


@contextmanager
def joined(address: str) -> Iterator[DaskPool]:
    """Yield the workers of a scheduler, as one sweep sees them.

    Raises
    ------
    ExecutorFailed
        If there is no scheduler, or it has no workers.
    """
    from distributed import Client  # noqa: PLC0415 - an extra

    try:
        client = Client(  # type: ignore[no-untyped-call]
            address, timeout=PATIENCE_SECONDS, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise ExecutorFailed(f"There is no scheduler at {address}.") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE_SECONDS)
        except TimeoutError as error:
            raise ExecutorFailed(f"{address} has no workers.") from error
        yield DaskPool(client)


class DaskPool:
    """The workers of a cluster as `ahead` uses them."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - an extra without types
        from distributed import Event as Flag  # noqa: PLC0415 - an extra

        self._client = client
        self._software = versions()
        name = f"stop-{uuid4().hex}"
        self._flag = Flag(name, client=client)  # type: ignore[no-untyped-call]

    def size(self) -> int:
        """Return how many threads the workers have now that search."""
        threads: dict[str, int] = self._client.ncores()
        return max(1, sum(threads.values()))

    def begin(self, search: Search, *, urgent: bool) -> DaskSearch:
        """Let a worker search."""
        future = self._client.submit(
            search_there,
            search,
            self._flag.name,
            self._software,
            key=f"search-{uuid4().hex}",
            priority=URGENT if urgent else 0,
            pure=False,
        )
        return DaskSearch(future, self._flag, search)


class DaskSearch:
    """A search that a worker carries out."""

    def __init__(self, future: Any, flag: Any, search: Search) -> None:  # noqa: ANN401
        self._future = future
        self._flag = flag
        self._search = search

    def is_done(self) -> bool:
        """Return whether the answer is there."""
        return bool(self._future.done())

    def outcome(self, control: Control) -> Outcome:
        """Wait for the answer, and tell the worker where somebody asks to stop.

        Raises
        ------
        ExecutorFailed
            If several workers died of it, or the scheduler is gone.
        """
        while not self._future.done():
            if control.stop.wait(LOOK_SECONDS / 3):
                self._flag.set()
                break
        try:
            found: Outcome | None = self._future.result()
        except Exception as error:
            raise ExecutorFailed(f"The cluster failed: {error}") from error
        # What the engine refuses it refuses here as well, in its own words.
        return self._search.run(control) if found is None else found


def search_there(search: Search, flag: str, software: dict[str, str]) -> Outcome | None:
    """Search in a worker of the cluster; None for what the engine refuses.

    Raises
    ------
    RuntimeError
        If the worker has other software, so that its answers would be others.
    """
    from distributed import Event as Flag  # noqa: PLC0415 - an extra
    from distributed import get_client, get_worker  # noqa: PLC0415

    if versions() != software:
        raise RuntimeError(
            f"{get_worker().name} has {versions()}, but {software} is needed."
        )
    ended, control = Event(), Control()
    # Only the thread of a task knows its worker and its way to the scheduler.
    worker = get_worker()
    told = Flag(flag, client=get_client())  # type: ignore[no-untyped-call]
    asked = (told, worker, worker.get_current_task())
    watching = Thread(target=_watch, args=(*asked, ended, control.stop), daemon=True)
    watching.start()
    try:
        return search.run(control)
    except OptimizerError:
        return None
    finally:
        ended.set()
        watching.join()


def _watch(flag: Any, worker: Any, key: str, ended: Event, stop: Event) -> None:  # noqa: ANN401
    """Stop a search when it is told to, and when nobody waits for it any more.

    Cancelling a future does not end what runs already, nor does the end of whoever
    asked: their tasks are only marked.
    """
    while not ended.wait(LOOK_SECONDS):
        task = worker.state.tasks.get(key)
        if task is None or task.state == "cancelled" or flag.is_set():
            stop.set()
            return
