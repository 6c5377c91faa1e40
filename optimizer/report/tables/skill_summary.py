"""Every skill in one row: how much of it is used, and when it is fullest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

COLUMNS = (
    "skill",
    "demand",
    "elsewhere",
    "capacity",
    "used",
    "peak",
    "peak_used",
    "short",
)


def skill_summary(skills: pd.DataFrame) -> pd.DataFrame:
    """Return one row per skill, the fullest first, over all periods from *now*.

    Parameters
    ----------
    skills
        The table of this name.

    Columns
    -------
    demand, elsewhere, capacity, short
        Sums of hours.
    used, peak_used
        (demand + elsewhere) ÷ capacity, over all periods and in the fullest one;
        infinite where there is work without capacity.
    peak
        First day of the fullest period.
    """
    table = frame(_rows(skills[~skills["is_fact"]]), COLUMNS)
    return table.astype({"peak": "datetime64[s]"}).sort_values(
        ["peak_used", "used"], ascending=False, kind="stable", ignore_index=True
    )


def _rows(skills: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    for skill, rows in skills.groupby("skill", sort=False):
        used = [
            _share(asked, capacity)
            for asked, capacity in zip(
                rows["demand"] + rows["elsewhere"], rows["capacity"], strict=True
            )
        ]
        peak = max(range(len(used)), key=used.__getitem__)
        total = rows[["demand", "elsewhere", "capacity", "short"]].sum().round(2)
        yield (
            skill,
            total["demand"],
            total["elsewhere"],
            total["capacity"],
            _share(total["demand"] + total["elsewhere"], total["capacity"]),
            rows["period"].iloc[peak],
            used[peak],
            total["short"],
        )


def _share(asked: float, capacity: float) -> float:
    if capacity > 0:
        return asked / capacity
    return float("inf") if asked > 0 else 0.0
