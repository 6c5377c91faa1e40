"""A fixed team lasts its duration; a running one what remains, and its pauses."""

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
        if run.staffing in {None, Staffing.FIXED_TEAM} and not run.is_done:
            prescription = ledger.prescriptions[run.id]
            yield from wrong_end(ledger, run, prescription, "fixed_duration")
