"""How hard to search, who watches, and how to stop it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.plan.outcome import Point


@dataclass(frozen=True, slots=True)
class Limits:
    """How hard to try.

    Attributes
    ----------
    seconds
        Wall-clock limit of the whole search.
    deterministic
        Limit in deterministic units of CP-SAT (about seconds of one core), in
        place of the clock: the same input, seed and workers then give the same
        plan.
    workers
        Search threads; 8 by default, because CP-SAT's strategies complement each
        other even on two cores. With a deterministic limit they are interleaved.
    seed
        Random seed.
    """

    seconds: float = 60.0
    deterministic: float | None = None
    workers: int = 8
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Control:
    """A running search's way out and in.

    Attributes
    ----------
    watch
        Called with each `Point`, from any thread: a better plan or bound.
    stop
        Set it to end the search; the best plan so far is returned.
    """

    watch: Callable[[Point], None] | None = None
    stop: Event = field(default_factory=Event)

    def report(self, point: Point) -> None:
        """Tell whoever watches."""
        if self.watch is not None:
            self.watch(point)
