"""Money: hours × own rate, else hours × role rate ÷ (1 − standard BAU share)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.plan.costs import cost_by_month

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger, project: str | None = None) -> Fraction:
    """Return money, of one project or of all."""
    lines = cost_by_month(ledger)
    return sum(
        (line.total for line in lines if project in {None, line.project}), Fraction(0)
    )
