"""Each demand of a team has as many people as it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run
    from optimizer.portfolio.work import Demand


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if not run.is_team or run.fact is not None:
            continue
        for demand in run.mode.demands:
            least, most = _bounds(run, demand)
            found = len(run.people[demand.id])
            if found < least or (most is not None and found > most):
                up_to = f" to {most}" if most is not None else " or more"
                right = f"{least}" if most == least else f"{least}{up_to}"
                yield BrokenRule(
                    rule="team_sizes",
                    where=run.id,
                    message=f"{run.id} has {found} people on {demand.id}; "
                    f"it needs {right}.",
                )


def _bounds(run: Run, demand: Demand) -> tuple[int, int | None]:
    if run.staffing is Staffing.FIXED_TEAM:
        headcount = demand.headcount or 1
        return headcount, headcount
    return demand.team_min or 1, demand.team_max
