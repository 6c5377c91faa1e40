"""No more money of a budget is spent in all, or in a quarter, than it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.spending import budget_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for use in budget_use(ledger):
        if use.used > use.limit:
            within = f" in {use.quarter}" if use.quarter else ""
            yield BrokenRule(
                rule="budgets",
                where=use.budget,
                message=f"{use.used:,.2f} of {use.budget} are spent{within}, "
                f"it has {use.limit:,.2f}.",
                fact=use.used == use.spent_before_now,
            )
