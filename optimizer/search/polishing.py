"""Neighbourhoods of the best schedule, one after the other, while they pay."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from os import cpu_count
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

from optimizer.cpsat.solver import Effort
from optimizer.search.neighbourhoods import Attempt, Neighbourhoods, last_end, suits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from threading import Event

    from optimizer.plan.effort import Limits
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule

FIRST_SIZE = 20.0
"""Packages of the first neighbourhood."""
LEAST_SIZE = 6.0
GROWTH, SHRINKAGE = 1.03, 0.96
"""Change of size after one that was searched through, and one that was not."""
CAP = 0.02
"""Deterministic units for one neighbourhood: about a fifth of a second."""
CAP_SECONDS = 2.0
"""Most seconds for one, on a busy machine."""
PATIENCE = 0.5
"""Part of the time spent without success after which it ends."""
LEAST_PATIENCE = 5.0
"""Seconds, at least."""


@dataclass(frozen=True, slots=True)
class Polish:
    """Improves schedules for the makespan."""

    problem: Problem
    limits: Limits
    stop: Event

    def better(
        self, schedule: Schedule, bound: int, seconds: float
    ) -> Iterator[Schedule]:
        """Yield ever sooner schedules, until one meets the bound."""
        if not suits(self.problem) or self.limits.deterministic is not None:
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from _Rounds(self, pool, schedule, bound).run(seconds)

    @property
    def threads(self) -> int:
        """As many as there are processors, and no more than wanted."""
        return max(1, min(self.limits.workers, cpu_count() or 1))


class _Rounds:
    """As many neighbourhoods at a time as there are threads."""

    def __init__(
        self, polish: Polish, pool: ThreadPoolExecutor, schedule: Schedule, bound: int
    ) -> None:
        self._polish = polish
        self._pool = pool
        self._best = schedule
        self._bound = bound
        self._neighbourhoods = Neighbourhoods(polish.problem)
        self._random = Random(polish.limits.seed)
        self._size = FIRST_SIZE
        self._running: set[Future[Attempt]] = set()

    def run(self, seconds: float) -> Iterator[Schedule]:
        """Yield each better schedule while there is time and hope."""
        began = last_success = monotonic()
        while self._hopeful(began, last_success, seconds):
            while len(self._running) < self._polish.threads:
                self._running.add(self._launch())
            done, self._running = wait(
                self._running, CAP_SECONDS, return_when=FIRST_COMPLETED
            )
            for attempt in (future.result() for future in done):
                self._learn(attempt)
                found = attempt.schedule
                if found is not None and last_end(found) < last_end(self._best):
                    self._best, last_success = found, monotonic()
                    yield found

    def _hopeful(self, began: float, last_success: float, seconds: float) -> bool:
        now = monotonic()
        patience = max(LEAST_PATIENCE, PATIENCE * (now - began))
        return (
            last_end(self._best) > self._bound
            and now - began < seconds
            and now - last_success < patience
            and not self._polish.stop.is_set()
            and bool(self._neighbourhoods.open)
        )

    def _launch(self) -> Future[Attempt]:
        best, random = self._best, self._random
        part = self._neighbourhoods.choose(best, int(self._size), random)
        effort = Effort(CAP_SECONDS, 1, random.randrange(10**6), CAP, lean=True)
        stop = self._polish.stop
        return self._pool.submit(self._neighbourhoods.solve, best, part, effort, stop)

    def _learn(self, attempt: Attempt) -> None:
        """Look at more next time where everything was searched through, else less."""
        most = float(len(self._neighbourhoods.open))
        if attempt.exhausted:
            self._size = min(most, self._size * GROWTH)
        elif attempt.schedule is None:
            self._size = max(min(most, LEAST_SIZE), self._size * SHRINKAGE)
