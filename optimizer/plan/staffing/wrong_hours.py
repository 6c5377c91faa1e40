"""Hours of a team member against those that the staffing prescribes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.units import in_hundredths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run


def wrong_hours(ledger: Ledger, run: Run, rule: str) -> Iterator[BrokenRule]:
    """Yield a breach for each member and period with other hours than prescribed.

    Hours before *now* of a package that has started are facts, and left out.
    """
    prescribed = ledger.prescriptions[run.id].hours
    for demand, person, hours in run.posts:
        right = prescribed.get(demand.id, {}).get(person, {})
        if hours == right:
            continue
        for period in sorted(hours.keys() | right.keys()):
            found, needed = hours.get(period, 0), right.get(period, 0)
            is_fact = run.fact is not None and period < run.fact.now
            if found != needed and not is_fact:
                yield BrokenRule(
                    rule=rule,
                    where=run.id,
                    period=ledger.day(period),
                    hours=in_hundredths(abs(found - needed)),
                    message=f"{person} works {in_hundredths(found)} h on {run.id} "
                    f"({demand.id}); the team's hours are {in_hundredths(needed)} h.",
                    fact=period < ledger.now,
                )
