"""How far packages move: Σ |start − baseline start|, over packages in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def measured(ledger: Ledger) -> int:
    """Return the sum in periods."""
    return sum(abs(periods) for periods in by_package(ledger).values())


def by_package(ledger: Ledger) -> dict[str, int]:
    """Return package → periods later than in the baseline, of packages that move."""
    if ledger.baseline is None:
        return {}
    before = ledger.baseline.starts
    moved = {
        run.id: run.start - before[run.id]
        for run in ledger.runs.values()
        if run.id in before
    }
    return {package: periods for package, periods in moved.items() if periods}
