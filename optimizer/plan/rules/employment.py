"""Team members are employed throughout, people of a pool whenever they work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        throughout = range(run.start, run.end) if run.is_team else None
        for demand, person, hours in run.posts:
            calendar = ledger.calendars[person]
            for period in sorted(hours) if throughout is None else throughout:
                if not calendar.employed(period):
                    yield BrokenRule(
                        rule="employment",
                        where=run.id,
                        period=ledger.day(period),
                        message=f"{person} serves {run.id} ({demand.id}), but is not "
                        f"employed in the period of {ledger.day(period)}.",
                        fact=period < ledger.now,
                    )
