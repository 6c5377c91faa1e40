"""The rules that a plan breaks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.outcome import Verdict

COLUMNS = ("rule", "where", "period", "hours", "message", "fact")


def broken_rules(verdict: Verdict) -> pd.DataFrame:
    """Return one row per broken rule, as the checker lists them.

    Columns
    -------
    period
        First day of the period where there is one.
    hours
        By how many hours, where hours are what is broken.
    fact
        Happened before *now*: worth knowing, no reason to refuse the plan.
    """
    return frame(
        (
            (
                broken.rule,
                broken.where,
                date.fromisoformat(broken.period) if broken.period else None,
                None if broken.hours is None else float(broken.hours),
                broken.message,
                broken.fact,
            )
            for broken in verdict.broken
        ),
        COLUMNS,
    ).astype({"hours": float})
