"""The periods that tables over time cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def window(ledger: Ledger) -> range:
    """Return the periods from the first work to the last end or due date.

    The first is never after the start of the timeline.
    """
    runs = ledger.runs.values()
    starts = [run.start for run in runs]
    ends = [run.end for run in runs]
    dues = [
        ledger.timeline.holding(run.project.due) + 1
        for run in runs
        if run.project.due is not None
    ]
    return range(min([0, *starts]), max([1, *ends, *dues]))
