"""How far the number in a rule has to be eased until there is a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.conflicts.droppable import Scale
    from optimizer.conflicts.feasibility import Feasibility
    from optimizer.conflicts.terms import Terms
    from optimizer.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Eased:
    """The tightest number at which a plan was found.

    Attributes
    ----------
    proven
        Whether nothing tighter is possible; otherwise no plan was found there in
        the limit, and `open_from` is the tightest number that is not excluded.
    plan
        One that keeps it.
    """

    number: int
    open_from: int
    proven: bool
    terms: Terms
    plan: Plan


def eased(feasibility: Feasibility, terms: Terms, scale: Scale) -> Eased | None:
    """Return how far a rule has to be eased; None if no plan was found at all.

    Bisection: what can be done at a number can be done at every looser one. A number
    that a plan found on the way would still keep is where it goes on.

    Parameters
    ----------
    terms
        Without a plan as they are, proven.
    """
    search = _Bisection(feasibility, terms, scale)
    return search.run() if scale.loosest != scale.stated else None


@dataclass(slots=True)
class _Bisection:
    """Numbers between one without a plan and one with, counted as they get looser."""

    feasibility: Feasibility
    terms: Terms
    scale: Scale

    def run(self) -> Eased | None:
        size = abs(self.scale.loosest - self.scale.stated)
        if self._possible(size) is not True:
            return None
        without, found, decided = 0, self._kept_at(size, 0), True
        while decided and found - without > 1:
            middle = (without + found) // 2
            possible = self._possible(middle)
            if possible:
                found = self._kept_at(middle, without)
            elif possible is False:
                without = middle
            decided = possible is not None
        if without and not self.feasibility.impossible_twice(self._at(without)):
            without = 0
        plan = self.feasibility.plan(self._at(found))
        assert plan is not None
        return Eased(
            number=self._number(found),
            open_from=self._number(without + 1),
            proven=found - without == 1,
            terms=self._at(found),
            plan=plan,
        )

    def _number(self, step: int) -> int:
        scale = self.scale
        return scale.stated + (step if scale.loosest > scale.stated else -step)

    def _at(self, step: int) -> Terms:
        return self.scale.at(self.terms, self._number(step))

    def _possible(self, step: int) -> bool | None:
        return self.feasibility.possible(self._at(step))

    def _kept_at(self, step: int, without: int) -> int:
        """Return the tightest step that a plan found at a step is known to keep."""
        plan = self.feasibility.plan(self._at(step))
        if self.scale.used is None or plan is None:
            return step
        ledger = self.feasibility.ledger(plan, self._at(step))
        if ledger is None:
            return step
        used = abs(self.scale.used(ledger) - self.scale.stated)
        tighter = max(without + 1, min(step, used))
        kept = self.feasibility.plan(self._at(tighter)) is not None
        return tighter if kept else step
