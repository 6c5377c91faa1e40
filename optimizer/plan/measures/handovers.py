"""Who takes over: people with hours in a period and none in the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> int:
    """Return the sum over package, demand and period.

    From the second period of a package on, or of what remains of a started one.
    """
    count = 0
    for run in ledger.runs.values():
        for _, _, hours in run.posts:
            count += sum(
                period > run.planned_from and period - 1 not in hours
                for period in hours
            )
    return count
