"""Sweeps answered by many at once, with the answers that one alone would give.

A sweep asks one question after the other, and some of its questions depend on the
answers to others. While it waits for an answer it is rehearsed: carried out once more
from the beginning, with a guess for every answer that is not known yet. Whatever it
asks then without having seen a guess it will ask in earnest, so that is asked ahead.
The sweep itself is not changed and knows nothing of it: where a rehearsal foresees a
wrong question, that answer is never used.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Protocol

from api.jobs.executors.search import Search
from optimizer.plan.goals import Measure
from optimizer.plan.outcome import Certificate, Outcome, SolveStatus, Verdict
from optimizer.plan.plan import Plan
from scenarios.asking import Asker

if TYPE_CHECKING:
    from datetime import date

    from api.jobs.executors.executor import Found, Sweep
    from optimizer.plan.effort import Control, Limits
    from optimizer.plan.goals import Goals
    from optimizer.portfolio.portfolio import Portfolio
    from scenarios.asking import Watch

NOBODY = "\N{REPLACEMENT CHARACTER}"
"""A project that no portfolio has, so that no guess passes for a plan."""


class Pending(Protocol):
    """A search that somebody else carries out."""

    def is_done(self) -> bool:
        """Return whether the answer is there."""

    def outcome(self, control: Control) -> Outcome:
        """Wait for the answer; where somebody asks to stop, the best so far."""


class Pool(Protocol):
    """Those who search."""

    def size(self) -> int:
        """Return how many searches go on at the same time."""

    def begin(self, search: Search, *, urgent: bool) -> Pending:
        """Let somebody search; what is urgent goes before what is asked ahead."""


class Enough(Exception):
    """The answer that a rehearsal bridged the time to is there."""


def carry_out(
    sweep: Sweep[Found],
    pool: Pool,
    limits: Limits,
    control: Control,
    watch: Watch | None,
) -> Found:
    """Return what a sweep finds, with its questions answered by a pool."""
    ahead = _Ahead(sweep, pool, control)
    asker = Asker(limits, control, watch, solver=ahead.solve)
    ahead.asker = asker
    return sweep(asker)


class _Ahead:
    """The searches of one sweep: asked, answered, and asked ahead."""

    def __init__(self, sweep: Sweep[Found], pool: Pool, control: Control) -> None:
        self.asker = Asker()
        self._sweep = sweep
        self._pool = pool
        self._control = control
        self._pending: dict[str, Pending] = {}
        self._known: dict[str, Outcome] = {}
        self._foresees_more = True
        self._fruitless = 0
        self._again_at = 0

    def solve(  # noqa: PLR0913 - as `optimizer.solving.solve`
        self,
        portfolio: Portfolio,
        goals: Goals | None,
        limits: Limits,
        baseline: Plan | None = None,
        now: date | None = None,
        control: Control | None = None,
        *,
        starts: tuple[Plan, ...] = (),
        explain: bool = True,
    ) -> Outcome:
        """Return an answer, and let others be searched for meanwhile."""
        del now, control  # a situation's portfolio knows *now*
        assert goals is not None
        search = Search(portfolio, goals, limits, baseline, starts, explain)
        key = search.key
        if key not in self._known:
            if key not in self._pending:
                self._pending[key] = self._pool.begin(search, urgent=True)
            waiting = self._pending[key]
            self._rehearse(waiting, search)
            self._known[key] = waiting.outcome(self._control)
            del self._pending[key]
        return self._known[key]

    def _rehearse(self, waiting: Pending, search: Search) -> None:
        """Ask ahead until the pool has enough to do, or the answer is there."""
        size = self._pool.size()
        self._collect(waiting)
        if (
            size == 1
            or len(self._pending) >= 2 * size
            or len(self._known) < self._again_at
            or not self._foresees_more
            or self._control.stop.is_set()
        ):
            return
        before = len(self._pending)
        rehearsal = _Rehearsal(
            self._pool, self._pending, self._known, waiting, search.limits
        )
        asker = Asker(
            self.asker.limits,
            self._control,
            began=self.asker.began,
            solver=rehearsal.solve,
        )
        # Whatever guesses make impossible, the sweep itself will see.
        with suppress(Exception):
            self._sweep(asker)
            self._foresees_more = rehearsal.guessed
        # Where each question depends on the one before, it is tried ever more rarely.
        fruitless = len(self._pending) == before
        self._fruitless = self._fruitless + 1 if fruitless else 0
        self._again_at = len(self._known) + self._fruitless

    def _collect(self, waiting: Pending) -> None:
        """Take in the answers that have come besides the one waited for."""
        for key, pending in tuple(self._pending.items()):
            if pending is not waiting and pending.is_done():
                self._known[key] = pending.outcome(self._control)
                del self._pending[key]


class _Rehearsal:
    """Answers a sweep with what is known, and with guesses.

    Attributes
    ----------
    guessed
        Whether some question depends on a guess, so that there will be more to ask.
    """

    def __init__(
        self,
        pool: Pool,
        pending: dict[str, Pending],
        known: dict[str, Outcome],
        waiting: Pending,
        fair: Limits,
    ) -> None:
        self.guessed = False
        self._pool = pool
        self._pending = pending
        self._known = known
        self._waiting = waiting
        self._fair = fair
        self._numbers = count()

    def solve(  # noqa: PLR0913 - as `optimizer.solving.solve`
        self,
        portfolio: Portfolio,
        goals: Goals | None,
        limits: Limits,
        baseline: Plan | None = None,
        now: date | None = None,
        control: Control | None = None,
        *,
        starts: tuple[Plan, ...] = (),
        explain: bool = True,
    ) -> Outcome:
        """Return what is known of an answer, or a guess; ask ahead where it counts.

        Raises
        ------
        Enough
            If there is no time left for guesses.
        """
        del now, control
        assert goals is not None
        if self._waiting.is_done():
            raise Enough
        if any(NOBODY in start.selected for start in starts):
            self.guessed = True
            return self._guess()
        search = Search(
            portfolio, goals, self._shared(limits), baseline, starts, explain
        )
        key = search.key
        if key in self._known:
            return self._known[key]
        if key not in self._pending:
            self._pending[key] = self._pool.begin(search, urgent=False)
        return self._guess()

    def _shared(self, limits: Limits) -> Limits:
        """Return limits by the clock as they are fair where several search at once."""
        if limits.deterministic is not None:
            return limits
        most = self._fair.seconds * self._pool.size()
        return replace(limits, seconds=min(limits.seconds, most))

    def _guess(self) -> Outcome:
        """Return an outcome with a plan that is like no other and passes nowhere."""
        return Outcome.model_construct(
            status=SolveStatus.FEASIBLE,
            plan=Plan.model_construct(
                name=f"guess {next(self._numbers)}", selected=(NOBODY,)
            ),
            measures={measure.value: 0.0 for measure in Measure},
            verdict=Verdict(accepted=True),
            certificate=Certificate(
                seed=0,
                workers=1,
                seconds=0,
                input_hash="",
                versions={},
                engine="guess",
                repeatable=False,
            ),
        )
