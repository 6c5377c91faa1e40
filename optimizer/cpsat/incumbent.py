"""The best schedule so far that the checker accepts, by the order of the tiers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from optimizer.problem.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the checker says of a schedule.

    Attributes
    ----------
    accepted
        Whether it breaks no rule and no limit.
    tiers
        The measure of each tier in its own unit and sense.
    """

    accepted: bool
    tiers: tuple[Fraction, ...] = ()


Judge = Callable[["Schedule"], Judgement]
"""The independent checker, as a search sees it."""


@dataclass(slots=True)
class Incumbent:
    """What a search has in hand.

    Attributes
    ----------
    signs
        −1 for each tier that is maximised, else 1.
    schedule, tiers
        The best accepted schedule and its tiers; None and empty until there is one.
    kept
        What each tier that is solved may be at most, minimised, in its own unit.
    values
        Values of all variables at the schedule, where a model found it.
    """

    judge: Judge
    signs: tuple[int, ...]
    schedule: Schedule | None = None
    tiers: tuple[Fraction, ...] = ()
    kept: list[Fraction] = field(default_factory=list)
    values: tuple[int, ...] = ()

    def offer(self, schedule: Schedule, values: tuple[int, ...] = ()) -> bool:
        """Take a schedule if it is accepted and better; whether it is accepted."""
        judgement = self.judge(schedule)
        first = self.schedule is None
        if judgement.accepted and (first or self._better(judgement.tiers)):
            self.schedule, self.tiers = schedule, judgement.tiers
            self.values = values
        return judgement.accepted

    def swap(self, schedule: Schedule) -> None:
        """Take a schedule in place of the one in hand if all its tiers are equal."""
        judgement = self.judge(schedule)
        if judgement.accepted and judgement.tiers == self.tiers:
            self.schedule = schedule

    def _better(self, numbers: tuple[Fraction, ...]) -> bool:
        """Return whether numbers come before those in hand in the order of tiers.

        Of a tier that is solved, the limit is what counts first.
        """
        new = [s * number for s, number in zip(self.signs, numbers, strict=True)]
        old = [s * number for s, number in zip(self.signs, self.tiers, strict=True)]
        solved = len(self.kept)
        if any(number > most for number, most in zip(new, self.kept, strict=False)):
            return False
        return new[solved:] + new[:solved] < old[solved:] + old[:solved]
