"""Who is overbooked or pulled in several directions, and when."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger


def contention(ledger: Ledger, utilisation: pd.DataFrame) -> pd.DataFrame:
    """Return one row per person and period with overload or several packages.

    Facts before *now* are left out; the worst overload comes first. Columns are those
    of `utilisation` without *packages* and *is_fact*, and

    Columns
    -------
    wanted_by
        Ids of the packages that give the hours, most hours first.
    """
    tight = (utilisation["overload"] > 0) | (utilisation["packages"] > 1)
    rows = utilisation[tight & ~utilisation["is_fact"]].drop(
        columns=["packages", "is_fact"]
    )
    wanted = [
        _wanted_by(ledger, engineer, ledger.timeline.holding(day.date()))
        for engineer, day in zip(rows["engineer"], rows["period"], strict=True)
    ]
    rows["wanted_by"] = pd.Series(wanted, index=rows.index, dtype=object)
    return rows.sort_values(
        ["overload", "period"],
        ascending=[False, True],
        kind="stable",
        ignore_index=True,
    )


def _wanted_by(ledger: Ledger, engineer: str, period: int) -> tuple[str, ...]:
    hours = Counter[str]()
    for package in sorted(ledger.packages_with_hours[engineer].get(period, ())):
        for _, person, worked in ledger.runs[package].posts:
            if person == engineer:
                hours[package] += worked.get(period, 0)
    return tuple(package for package, _ in hours.most_common())
