"""A package that has not started starts at now or later, inside the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.fact is None and run.start < ledger.now:
            yield BrokenRule(
                rule="now",
                where=run.id,
                period=ledger.day(run.start),
                message=f"{run.id} has not started, but is planned to start on "
                f"{ledger.day(run.start)}, before {ledger.day(ledger.now)}.",
            )
