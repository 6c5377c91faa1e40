"""The packages that run at one time use no more units of a facility than it has."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optimizer.plan.ledger import Ledger
    from optimizer.portfolio.resources import Facility


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    used: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for run in ledger.runs.values():
        for facility_id, units in run.mode.uses.items():
            for period in range(run.start, run.end):
                used[facility_id][period] += units
    for facility in ledger.portfolio.facilities:
        for period, units in sorted(used[facility.id].items()):
            capacity = capacity_of(facility, ledger.timeline.first_day(period))
            if units > capacity:
                yield BrokenRule(
                    rule="facilities",
                    where=facility.id,
                    period=ledger.day(period),
                    message=f"{units} unit(s) of {facility.id} are in use, "
                    f"it has {capacity}.",
                    fact=period < ledger.now,
                )


def capacity_of(facility: Facility, day: date) -> int:
    """Return the units of a period by its first day; the last change wins."""
    capacity = facility.capacity
    for change in facility.changes:
        if change.first <= day <= change.last:
            capacity = change.capacity
    return capacity
