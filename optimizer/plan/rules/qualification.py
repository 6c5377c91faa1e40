"""Everybody on a package qualifies for the demand they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.qualification import obstacles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        for demand, person, hours in run.posts:
            if not run.is_team and not hours:
                continue
            engineer = ledger.directory.people[person]
            reasons = list(obstacles(engineer, demand, run.package, run.project))
            if reasons:
                yield BrokenRule(
                    rule="qualification",
                    where=run.id,
                    message=f"{person} serves {run.id} ({demand.id}), "
                    f"but {' and '.join(reasons)}.",
                    fact=_is_fact(ledger, run, hours),
                )


def _is_fact(ledger: Ledger, run: Run, hours: dict[int, int]) -> bool:
    """Whether the team has started, or all hours in a pool lie before now."""
    if run.is_team:
        return run.fact is not None
    return max(hours) < ledger.now
