"""Plans that nobody needs: another is as good in every respect and better in one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenarios.comparison.account import Account, Figures

CRITERIA = (
    Measure.NET_VALUE,
    Measure.MOVES,
    Measure.SHIFT,
    Measure.COST,
    Measure.OVERLOAD,
)
"""What a plan has to be as good in."""

Scores = dict[Measure, Decimal]
"""Measure → number, for those that a plan has."""


def dominates(one: Mapping[Measure, Decimal], other: Mapping[Measure, Decimal]) -> bool:
    """Return whether one is at least as good in every measure and better in one.

    False where they do not have the same measures: what has moves and what has no
    running plan to move away from cannot be compared.
    """
    if one.keys() != other.keys():
        return False
    ahead = [_ahead(measure, one[measure], other[measure]) for measure in one]
    return min(ahead, default=0) >= 0 and max(ahead, default=0) > 0


def dominated_by(account: Account, others: Sequence[Account | None]) -> tuple[str, ...]:
    """Return the names of the plans that pass the checker and dominate this one."""
    scores = scores_of(account.figures)
    return tuple(
        other.candidate.name
        for other in others
        if other is not None
        and other.candidate.answer.accepted
        and dominates(scores_of(other.figures), scores)
    )


def scores_of(figures: Figures) -> Scores:
    """Return what a plan is judged by; moves and shift only against a running plan."""
    numbers = {measure: getattr(figures, measure) for measure in CRITERIA}
    return {m: Decimal(number) for m, number in numbers.items() if number is not None}


def _ahead(measure: Measure, one: Decimal, other: Decimal) -> Decimal:
    """Return by how much one is better than the other."""
    return one - other if measure.more_is_better else other - one
