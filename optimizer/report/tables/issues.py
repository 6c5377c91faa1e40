"""Issues as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from optimizer.portfolio.issue import Issue

COLUMNS = ("severity", "code", "where", "message")


def issues(found: Iterable[Issue]) -> pd.DataFrame:
    """Return one row per issue, in the order they come in."""
    return frame(
        ((i.severity.value, i.code, i.where, i.message) for i in found), COLUMNS
    )
