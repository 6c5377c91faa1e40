"""Last end of a package of a selected project, in periods from the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> int:
    """Return periods; 0 if nothing is selected."""
    runs = (run for run in ledger.runs.values() if run.project.id in ledger.selected)
    return max((run.end for run in runs), default=0)
