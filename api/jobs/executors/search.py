"""One question of a sweep, as it travels to whoever answers it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.certifying import input_hash
from optimizer.solving import solve

if TYPE_CHECKING:
    from optimizer.plan.effort import Control, Limits
    from optimizer.plan.goals import Goals
    from optimizer.plan.outcome import Outcome
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Search:
    """Everything that decides one answer; see `optimizer.solving.solve`."""

    portfolio: Portfolio
    goals: Goals
    limits: Limits
    baseline: Plan | None
    starts: tuple[Plan, ...]
    explain: bool

    @property
    def key(self) -> str:
        """What two searches have in common that may share an answer.

        By the clock no answer repeats, so that another limit makes no other search.
        """
        repeats = self.limits.deterministic is not None
        parts = [
            input_hash(self.portfolio, self.goals, self.baseline, None),
            *(start.model_dump_json() for start in self.starts),
            repr(self.limits) if repeats else "",
            str(self.explain),
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def run(self, control: Control) -> Outcome:
        """Search here and now."""
        return solve(
            self.portfolio,
            self.goals,
            self.limits,
            self.baseline,
            control=control,
            starts=self.starts,
            explain=self.explain,
        )
