"""Links between packages that are both in the plan."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from optimizer.portfolio.work import LinkType
from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run

COLUMNS = ("predecessor", "successor", "type", "lag", "soft", "leaves", "reaches")

FROM_START = frozenset({LinkType.START_START, LinkType.START_FINISH})
TO_START = frozenset({LinkType.FINISH_START, LinkType.START_START})


def links(ledger: Ledger) -> pd.DataFrame:
    """Return one row per link whose packages are both scheduled.

    Columns
    -------
    lag
        In periods.
    leaves, reaches
        The day of the predecessor's start, or the day after its end; likewise of
        the successor.
    """
    rows = []
    for after in ledger.runs.values():
        for link in after.package.predecessors:
            before = ledger.runs.get(link.package)
            if before is not None:
                leaves = _edge(ledger, before, at_start=link.type in FROM_START)
                reaches = _edge(ledger, after, at_start=link.type in TO_START)
                rows.append(
                    (
                        before.id,
                        after.id,
                        link.type.value,
                        link.lag,
                        link.soft,
                        leaves,
                        reaches,
                    )
                )
    return frame(rows, COLUMNS)


def _edge(ledger: Ledger, run: Run, *, at_start: bool) -> date:
    """Return the day of a start, or the day after the last day."""
    if at_start or run.start == run.end:
        return ledger.timeline.first_day(run.start)
    return ledger.timeline.last_day(run.end - 1) + timedelta(days=1)
