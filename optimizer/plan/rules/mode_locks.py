"""A package runs in the mode to which it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        locked = run.package.locks.mode
        if run.fact is None and locked is not None and run.mode.id != locked:
            yield BrokenRule(
                rule="mode_locks",
                where=run.id,
                message=f"{run.id} runs in mode {run.mode.id}, "
                f"but is locked to {locked}.",
            )
