"""Every package ends at or before the end of the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.end > ledger.horizon:
            yield BrokenRule(
                rule="horizon",
                where=run.id,
                period=ledger.day(run.end - 1),
                message=f"{run.id} ends {run.end - ledger.horizon} period(s) after the "
                f"timeline, whose last period is {ledger.day(ledger.horizon - 1)}.",
            )
