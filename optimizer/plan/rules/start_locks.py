"""A package starts on, from or until the day to which its start is locked."""

from __future__ import annotations

from operator import eq, ge, le
from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.fact is not None:
            continue
        locks = run.package.locks
        for word, day, held in (
            ("on", locks.start_on, eq),
            ("from", locks.start_from, ge),
            ("until", locks.start_until, le),
        ):
            if day is not None and not held(run.start, ledger.timeline.holding(day)):
                yield BrokenRule(
                    rule="start_locks",
                    where=run.id,
                    period=ledger.day(run.start),
                    message=f"{run.id} starts on {ledger.day(run.start)}, "
                    f"but is locked to start {word} {day}.",
                )
