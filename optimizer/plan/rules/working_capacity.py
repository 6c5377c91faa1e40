"""Nobody works more in a period than their available hours and the overtime allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.units import in_hundredths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for person, hours in ledger.hours.items():
        capacity = ledger.calendars[person].capacity
        for period in sorted(hours):
            excess = hours[period] - capacity(period)
            if excess > 0:
                yield BrokenRule(
                    rule="working_capacity",
                    where=person,
                    period=ledger.day(period),
                    hours=in_hundredths(excess),
                    message=f"{person} works {in_hundredths(hours[period])} h "
                    f"and can work {in_hundredths(capacity(period))} h.",
                    fact=period < ledger.now,
                )
