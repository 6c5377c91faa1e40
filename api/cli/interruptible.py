"""A search that Ctrl+C ends with the best plan so far."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from api.cli.exits import Exit
from api.cli.output import say
from optimizer.plan.effort import Control

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from threading import Event
    from types import FrameType

    from api.cli.progress import Progress
    from optimizer.plan.outcome import Point

REFRESH_SECONDS = 0.1

Answer = TypeVar("Answer")


def run(search: Callable[[Control], Answer], progress: Progress) -> Answer:
    """Search, show progress, and stop when asked to.

    The search has a thread of its own, because Python handles a signal in the
    main thread only, and not while that one is inside a solver.
    """
    points: SimpleQueue[Point] = SimpleQueue()
    control = Control(watch=points.put)
    with (
        _stopping(control.stop),
        ThreadPoolExecutor(max_workers=1) as pool,
        progress,
    ):
        answer = pool.submit(search, control)
        while wait([answer], timeout=REFRESH_SECONDS).not_done:
            _show(points, progress)
        _show(points, progress)
        return answer.result()


def _show(points: SimpleQueue[Point], progress: Progress) -> None:
    while True:
        try:
            progress.show(points.get_nowait())
        except Empty:
            return


@contextmanager
def _stopping(stop: Event) -> Iterator[None]:
    """Let the first Ctrl+C ask for the best plan so far and the second give up."""

    def interrupted(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(Exit.INTERRUPTED)
        stop.set()
        say("Stopping with the best plan so far; Ctrl+C again gives up.")

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
