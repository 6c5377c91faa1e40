"""Whoever must be on a package is on its team, or has hours in its pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.fact is None:
            for person in run.package.locks.must:
                if person not in run.pairs:
                    found = f"{person} must be on {run.id} by a lock, but is not."
                    yield BrokenRule(rule="people_locks", where=run.id, message=found)
