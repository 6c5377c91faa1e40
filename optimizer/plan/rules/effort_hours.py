"""An effort-driven team works all its hours, cut exactly in its last period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.staffing.wrong_hours import wrong_hours
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.outcome import BrokenRule


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.staffing is Staffing.EFFORT_TEAM:
            yield from wrong_hours(ledger, run, "effort_hours")
