"""Value delivered by the selected projects: Σ delivered, in the portfolio's unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.valuation import valuation

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> Decimal:
    """Return the sum over projects."""
    return sum((p.delivered for p in valuation(ledger)), Decimal(0))
