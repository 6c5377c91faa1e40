"""Rows to data frames, with their columns even where there are no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

DATES = frozenset(
    {"first", "last", "due", "on_time_until", "period", "leaves", "reaches", "month"}
)
"""Columns that hold days, in every table."""
FLAGS = frozenset({"selected", "on_time", "is_fact"})
"""Columns that hold yes or no, by which tables are filtered."""


def frame(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Return the rows as a table with its columns of days and of flags as such."""
    table = pd.DataFrame.from_records(
        [tuple(row) for row in rows], columns=list(columns)
    )
    days = {name: "datetime64[s]" for name in columns if name in DATES}
    flags = {name: bool for name in columns if name in FLAGS}
    return table.astype({**days, **flags})


def rows_of(table: pd.DataFrame) -> Iterator[Any]:
    """Yield each row with its columns as attributes."""
    return iter(table.itertuples(index=False, name="Row"))
