"""No more packages give a person hours in a period than may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for person, by_period in ledger.packages_with_hours.items():
        most = ledger.directory.people[person].max_packages
        for period in sorted(by_period):
            packages = by_period[period]
            if len(packages) > most:
                yield BrokenRule(
                    rule="parallel_packages",
                    where=person,
                    period=ledger.day(period),
                    message=f"{person} works on {len(packages)} packages at one time: "
                    f"{', '.join(sorted(packages))}; {most} may be.",
                    fact=period < ledger.now,
                )
