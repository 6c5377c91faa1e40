"""Where a package ends against where its staffing says it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run
    from optimizer.plan.staffing.prescription import Prescription


def wrong_end(
    ledger: Ledger, run: Run, prescription: Prescription, rule: str
) -> Iterator[BrokenRule]:
    """Yield a breach if the package ends too early, too late, or cannot end."""
    earliest, latest = prescription.earliest_end, prescription.latest_end
    if earliest is None or latest is None:
        message = (
            f"{run.id} has {run.end - run.start} period(s), but its team does not "
            f"finish it before the timeline ends."
        )
    elif run.end < earliest:
        message = (
            f"{run.id} has {run.end - run.start} period(s), at least "
            f"{earliest - run.start} are needed."
        )
    elif run.end > latest:
        message = (
            f"{run.id} has {run.end - run.start} period(s), at most "
            f"{latest - run.start} are allowed."
        )
    else:
        return
    yield BrokenRule(
        rule=rule, where=run.id, period=ledger.day(run.end), message=message
    )
