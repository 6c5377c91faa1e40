"""Selected projects with packages that end by their due date, or have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.valuation import valuation

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> int:
    """Return a number of projects."""
    return sum(project.on_time for project in valuation(ledger))
