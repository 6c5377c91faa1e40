"""The people of a pool together work exactly the hours of each of its periods."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.units import in_hundredths
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.staffing is not Staffing.POOL:
            continue
        right = ledger.prescriptions[run.id].demand_hours
        for demand in run.mode.demands:
            found: Counter[int] = Counter()
            for hours in run.people[demand.id].values():
                found.update(hours)
            needed = right.get(demand.id, {})
            for period in sorted(found.keys() | needed.keys()):
                worked, due = found[period], needed.get(period, 0)
                is_fact = run.fact is not None and period < run.fact.now
                if worked != due and not is_fact:
                    yield BrokenRule(
                        rule="pool_hours",
                        where=run.id,
                        period=ledger.day(period),
                        hours=in_hundredths(abs(worked - due)),
                        message=f"{run.id} ({demand.id}) has "
                        f"{in_hundredths(worked)} h "
                        f"and needs {in_hundredths(due)} h in this period.",
                        fact=period < ledger.now,
                    )
