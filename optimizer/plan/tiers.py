"""Tiers of a plan: what they measure, and what they prove together."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.plan.measures import MEASURES
from optimizer.plan.outcome import SolveStatus

if TYPE_CHECKING:
    from optimizer.plan.goals import Tier
    from optimizer.plan.ledger import Ledger
    from optimizer.plan.outcome import TierResult


def headline(tiers: tuple[TierResult, ...]) -> SolveStatus:
    """Return optimal if every tier that must be proven is."""
    needed = [tier for tier in tiers if tier.must_prove] or list(tiers)
    if all(tier.status is SolveStatus.OPTIMAL for tier in needed):
        return SolveStatus.OPTIMAL
    return SolveStatus.FEASIBLE


def tier_value(ledger: Ledger, tier: Tier) -> Fraction:
    """Return a tier's measure: its own sense for one, minimised for a sum."""
    numbers = {m: Fraction(MEASURES[m].measured(ledger)) for m in tier.weights}
    if len(numbers) == 1:
        return next(iter(numbers.values()))
    return sum(
        (
            (-1 if m.more_is_better else 1) * Fraction(tier.weights[m]) * number
            for m, number in numbers.items()
        ),
        Fraction(0),
    )
