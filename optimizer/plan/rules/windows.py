"""A package starts after release and earliest day, and ends by its latest day."""

from __future__ import annotations

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
        for name, day in (
            ("the release of its project", run.project.release),
            ("its earliest start", run.package.earliest),
        ):
            if day is not None and run.start < ledger.timeline.from_day(day):
                yield BrokenRule(
                    rule="windows",
                    where=run.id,
                    period=ledger.day(run.start),
                    message=f"{run.id} starts on {ledger.day(run.start)}, "
                    f"before {name}, {day}.",
                )
        latest = run.package.latest
        if latest is not None and run.end > ledger.timeline.holding(latest) + 1:
            yield BrokenRule(
                rule="windows",
                where=run.id,
                period=ledger.day(run.end - 1),
                message=f"{run.id} ends in the period of {ledger.day(run.end - 1)}, "
                f"after its latest day, {latest}.",
            )
