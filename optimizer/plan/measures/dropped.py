"""Packages of the baseline that the plan does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> int:
    """Return a number of packages."""
    return len(packages(ledger))


def packages(ledger: Ledger) -> tuple[str, ...]:
    """Return the packages, in the order of the baseline."""
    if ledger.baseline is None:
        return ()
    return tuple(p for p in ledger.baseline.starts if p not in ledger.runs)
