"""Packages beyond the first with hours, per person and period from now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> int:
    """Return a number of packages."""
    return sum(
        len(packages) - 1
        for by_period in ledger.packages_with_hours.values()
        for period, packages in by_period.items()
        if period >= ledger.now
    )
