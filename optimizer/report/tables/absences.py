"""When people have no hours to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from optimizer.plan.ledger import Ledger

COLUMNS = ("engineer", "name", "first", "last")


def absences(ledger: Ledger, utilisation: pd.DataFrame) -> pd.DataFrame:
    """Return one row per person and unbroken run of periods without available hours.

    Says that nothing is available, never why.

    Parameters
    ----------
    utilisation
        The table of this name.
    """
    return frame(_runs(ledger, utilisation), COLUMNS)


def _runs(ledger: Ledger, utilisation: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    away = utilisation[utilisation["available"] == 0]
    for (engineer, name), rows in away.groupby(["engineer", "name"], sort=False):
        periods = [ledger.timeline.holding(day.date()) for day in rows["period"]]
        firsts = [p for p in periods if p - 1 not in set(periods)]
        lasts = [p for p in periods if p + 1 not in set(periods)]
        for first, last in zip(firsts, lasts, strict=True):
            yield (
                engineer,
                name,
                ledger.timeline.first_day(first),
                ledger.timeline.last_day(last),
            )
