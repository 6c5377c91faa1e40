"""Who joins: pairs (person, package) that the baseline lacks, of its packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> int:
    """Return a number of pairs."""
    return len(pairs(ledger))


def pairs(ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """Return person and package of every move, in order; none without a baseline."""
    if ledger.baseline is None:
        return ()
    known = ledger.baseline.pairs
    return tuple(
        (person, run.id)
        for run in ledger.runs.values()
        if run.id in known
        for person in sorted(run.pairs - known[run.id])
    )
