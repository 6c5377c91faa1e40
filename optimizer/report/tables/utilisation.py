"""How full every person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame
from optimizer.report.tables.window import window

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.ledger import Ledger

COLUMNS = (
    "engineer",
    "name",
    "period",
    "available",
    "capacity",
    "assigned",
    "overload",
    "packages",
    "is_fact",
)


def utilisation(ledger: Ledger) -> pd.DataFrame:
    """Return one row per person and period, by person, then period.

    People on offer are in it where they are engaged.

    Columns
    -------
    period
        First day.
    available, capacity
        Hours without and with overtime.
    assigned, overload
        Hours worked, and those beyond *available*.
    packages
        How many packages give hours.
    is_fact
        Lies before *now*.
    """
    periods = window(ledger)
    days = {period: ledger.timeline.first_day(period) for period in periods}
    engaged = {e.offer for e in ledger.plan.engagements}
    offered = {offer.id for offer in ledger.portfolio.offers} - engaged
    rows = []
    for person in ledger.portfolio.people:
        if person.id in offered and not ledger.hours[person.id]:
            continue
        calendar = ledger.calendars[person.id]
        hours = ledger.hours[person.id]
        packages = ledger.packages_with_hours[person.id]
        for period, day in days.items():
            available = calendar.available(period) / 100
            assigned = hours.get(period, 0) / 100
            rows.append(
                (
                    person.id,
                    person.name,
                    day,
                    available,
                    calendar.capacity(period) / 100,
                    assigned,
                    max(0.0, round(assigned - available, 2)),
                    len(packages.get(period, ())),
                    period < ledger.now,
                )
            )
    return frame(rows, COLUMNS)
