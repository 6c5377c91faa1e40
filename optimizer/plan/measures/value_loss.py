"""Value not delivered: Σ full value − delivered, by delay and by dropping."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.valuation import valuation

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> Decimal:
    """Return the sum over projects, selected or not."""
    lost = (p.lost_by_delay + p.lost_by_dropping for p in valuation(ledger))
    return sum(lost, Decimal(0))
