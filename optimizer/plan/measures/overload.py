"""Hours beyond available: Σ max(0, hours − available), per person and period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.units import in_hundredths

if TYPE_CHECKING:
    from decimal import Decimal

    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> Decimal:
    """Return hours."""
    beyond = 0
    for person, hours in ledger.hours.items():
        available = ledger.calendars[person].available
        for period, assigned in hours.items():
            if period >= ledger.now:
                beyond += max(0, assigned - available(period))
    return in_hundredths(beyond)
