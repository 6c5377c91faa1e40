"""What a search may still spend, and whether that decided its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING

from optimizer.cpsat.solver import Effort

if TYPE_CHECKING:
    from optimizer.plan.effort import Limits

LEAST_SECONDS = 0.1
"""A short call is allowed even when time is up."""


@dataclass(slots=True)
class Clock:
    """What is left of the time, or of the deterministic units.

    Attributes
    ----------
    spent
        Deterministic units so far.
    cut_short
        A limit, and neither a proof nor a request, decided what was found.
    """

    limits: Limits
    began: float = field(default_factory=perf_counter)
    spent: float = 0.0
    cut_short: bool = False

    @property
    def repeatable(self) -> bool:
        """Whether the same search again finds the same."""
        return self.limits.deterministic is not None or not self.cut_short

    def seconds(self) -> float:
        """Return seconds since the beginning."""
        return perf_counter() - self.began

    def left(self) -> float:
        """Return what is left, in seconds or units."""
        if self.limits.deterministic is not None:
            return self.limits.deterministic - self.spent
        return self.limits.seconds - self.seconds()

    def effort(self, amount: float) -> Effort:
        """Return the effort of one call."""
        deterministic = self.limits.deterministic is not None
        return Effort(
            seconds=inf if deterministic else amount,
            workers=self.limits.workers,
            seed=self.limits.seed,
            deterministic=amount if deterministic else None,
        )

    def capped(self, units: float) -> Effort:
        """Return the effort of one worker up to some units, if time lasts."""
        timeless = self.limits.deterministic is not None
        seconds = inf if timeless else max(LEAST_SECONDS, self.left())
        return Effort(seconds, 1, self.limits.seed, deterministic=units)
