"""A bound from asking, again and again, whether anything is as good as this.

A question without an objective, in which the timeline ends early, is often answered
no in a fraction of the time that minimising takes (destructive lower bounds; Klein &
Scholl 1999, doi:10.1016/S0377-2217(97)00441-6).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.cpsat.solver import Ending, call

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from ortools.sat.python.cp_model import CpModel

    from optimizer.cpsat.clock import Clock
    from optimizer.cpsat.linear import Linear

QUESTION_SHARE = 0.125
"""Part of the time for each question between the bound and the best."""


@dataclass(frozen=True, slots=True)
class Refutation:
    """Raises the bound of what is minimised by refuting all that is below.

    Attributes
    ----------
    best
        The least value of a plan so far.
    accept
        Keeps the values of a solution as a plan; False if it is none.
    """

    model: CpModel
    minimised: Linear
    clock: Clock
    stop: Event
    best: Callable[[], int]
    accept: Callable[[tuple[int, ...]], bool]

    def bound(self, low: int, amount: float) -> int:
        """Return what no solution is below, at least `low` and at most the best.

        Bisects with short questions; the last, whether anything is better than the
        best, has all the time that is left.
        """
        until, high = self.clock.left() - amount, self.best()
        while low < high and not self._over(until):
            middle = (low + high) // 2
            reached = self._reached(middle, QUESTION_SHARE * amount)
            low, high = (middle + 1, high) if reached is False else (low, middle)
        reached = True
        while reached and low < self.best() and not self._over(until):
            below = self.best() - 1
            reached = self._reached(below, self.clock.left() - until)
            low = below + 1 if reached is False else low
        return low

    def _over(self, until: float) -> bool:
        return self.clock.left() <= until or self.stop.is_set()

    def _reached(self, limit: int, amount: float) -> bool | None:
        """Return whether a solution is at most a limit; None if that is not shown."""
        model = self.model.clone()
        model.clear_objective()  # type: ignore[no-untyped-call]
        model.clear_hints()  # type: ignore[no-untyped-call]
        model.add(self.minimised <= limit)
        effort = replace(self.clock.effort(amount), refuting=True)
        answer = call(model, effort, self.stop)
        self.clock.spent += answer.spent
        if answer.ending is Ending.INFEASIBLE:
            return False
        return True if answer.values and self.accept(answer.values) else None
