"""Spread of utilisation: Σ over skills of largest − smallest among its people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.units import TEN_THOUSAND, rounded

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> Decimal:
    """Return the sum over skills; utilisation in ten-thousandths, rounded."""
    by_skill: dict[str, list[int]] = {}
    for person, share in utilisation(ledger).items():
        for skill in ledger.directory.people[person].skills:
            by_skill.setdefault(skill, []).append(share)
    spread = sum(max(shares) - min(shares) for shares in by_skill.values())
    return Decimal(spread).scaleb(-4)


def utilisation(ledger: Ledger) -> dict[str, int]:
    """Return person → assigned ÷ available from now to the horizon, × 10⁴.

    Without people who have no available hours.
    """
    periods = range(ledger.now, ledger.horizon)
    shares = {}
    for person, calendar in ledger.calendars.items():
        available = sum(map(calendar.available, periods))
        if available:
            hours = ledger.hours[person]
            assigned = sum(h for period, h in hours.items() if period in periods)
            shares[person] = rounded(assigned * TEN_THOUSAND, available)
    return shares
