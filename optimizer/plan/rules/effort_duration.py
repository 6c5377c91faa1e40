"""An effort-driven package lasts the fewest periods that do all of its effort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.staffing.ends import wrong_end
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.outcome import BrokenRule


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.staffing is Staffing.EFFORT_TEAM and not run.is_done:
            prescription = ledger.prescriptions[run.id]
            yield from wrong_end(ledger, run, prescription, "effort_duration")
