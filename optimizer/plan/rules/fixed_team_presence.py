"""A fixed team's member misses no more working periods than are tolerated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.staffing is not Staffing.FIXED_TEAM or run.fact is not None:
            continue
        for person in sorted(run.members):
            calendar = ledger.calendars[person]
            absent = [
                period
                for period in range(run.start, run.end)
                if calendar.available(period) == 0 and calendar.works(period)
            ]
            tolerated = run.package.tolerated_absence
            if len(absent) > tolerated:
                yield BrokenRule(
                    rule="fixed_team_presence",
                    where=run.id,
                    period=ledger.day(absent[tolerated]),
                    message=f"{person} has no hours in {len(absent)} period(s) of "
                    f"{run.id}, from {ledger.day(absent[0])}; "
                    f"{tolerated} are tolerated.",
                )
