"""A person is on no more team packages at one time than they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for person, memberships in ledger.memberships.items():
        running: dict[int, set[str]] = {}
        for run, _ in memberships:
            for period in range(run.start, run.end):
                running.setdefault(period, set()).add(run.id)
        most = ledger.directory.people[person].max_team_packages
        for period in sorted(running):
            if len(running[period]) > most:
                yield BrokenRule(
                    rule="team_packages",
                    where=person,
                    period=ledger.day(period),
                    message=f"{person} is on {len(running[period])} teams at one time: "
                    f"{', '.join(sorted(running[period]))}; {most} may be.",
                    fact=period < ledger.now,
                )
