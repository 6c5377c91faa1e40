"""What the running plan starts before the freeze date keeps start, mode and team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    day = ledger.portfolio.freeze_until
    if day is None or ledger.baseline is None:
        return
    frozen_until = ledger.timeline.from_day(day)
    for package, planned in ledger.baseline.runs.items():
        run = ledger.runs.get(package)
        if run is None or run.fact is not None:
            continue
        if ledger.now <= planned.start < frozen_until:
            for found in _changes(ledger, planned, run):
                yield BrokenRule(
                    rule="freeze",
                    where=package,
                    period=ledger.day(planned.start),
                    message=f"{package} is frozen until {day}, but {found}.",
                )


def _changes(ledger: Ledger, planned: Run, run: Run) -> Iterator[str]:
    """Yield what a frozen package changes, as part of a sentence."""
    if run.start != planned.start:
        yield f"moves from {ledger.day(planned.start)} to {ledger.day(run.start)}"
    if run.mode.id != planned.mode.id:
        yield f"changes from mode {planned.mode.id} to {run.mode.id}"
    if run.is_team:
        before = {
            (demand.id, person)
            for demand, person, _ in planned.posts
            if person in ledger.directory.people
        }
        after = {(demand.id, person) for demand, person, _ in run.posts}
        for demand, person in sorted(before ^ after):
            verb = "joins" if (demand, person) in after else "leaves"
            yield f"{person} {verb} it ({demand})"
    elif run.end - run.start != planned.end - planned.start:
        before_length, length = planned.end - planned.start, run.end - run.start
        yield f"lasts {length} period(s) in place of {before_length}"
