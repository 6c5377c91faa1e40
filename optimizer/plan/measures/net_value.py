"""Value less what engaged offers cost: value − Σ (fixed + weekly price × weeks)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.measures import value
from optimizer.plan.units import hundredths, in_hundredths, rounded

if TYPE_CHECKING:
    from decimal import Decimal

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.schedule import Engaged


def measured(ledger: Ledger) -> Decimal:
    """Return the value delivered less the prices of all engagements."""
    prices = sum(price(ledger, engaged) for engaged in ledger.schedule.engagements)
    return value.measured(ledger) - in_hundredths(prices)


def price(ledger: Ledger, engaged: Engaged) -> int:
    """Return fixed + weekly price × periods ÷ periods per week, in hundredths."""
    offer = ledger.directory.offers[engaged.offer]
    periods_per_week = ledger.timeline.periods_of_weeks(1)
    weekly = hundredths(offer.weekly_price) * (engaged.end - engaged.start)
    return hundredths(offer.fixed_price) + rounded(weekly, periods_per_week)
