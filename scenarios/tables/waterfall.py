"""The way from one value to another, part by part, so that the parts add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from scenarios.comparison.by_cause import Decomposition
    from scenarios.interval import Interval

COLUMNS = ("part", "low", "high")
Part = tuple[str, float, float]


def by_project(values: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    """Return the first plan's value, what each project or offer adds, the second's.

    Parameters
    ----------
    values
        The table *value by project*.
    one, other
        Two of its plans.

    Columns
    -------
    low, high
        Equal: what two plans deliver is known.
    """
    items = values.iloc[:-1]
    added = items[other].fillna(0) - items[one].fillna(0)
    parts: list[Part] = [(one, *_twice(values[one].iloc[-1]))]
    parts += [
        (str(item), *_twice(amount))
        for item, amount in zip(items["item"], added, strict=True)
        if amount
    ]
    parts.append((other, *_twice(values[other].iloc[-1])))
    return frame(parts, COLUMNS)


def by_cause(found: Decomposition) -> pd.DataFrame:
    """Return the best before any change, what each adds, and the best after all.

    Empty where an end of any part is not known.
    """
    last = found.causes[-1].net_value if found.causes else None
    steps = [
        ("Before", found.first),
        *((cause.sentence, cause.part) for cause in found.causes),
        ("After all changes", last),
    ]
    parts = list(_parts(steps))
    return frame(parts if len(parts) == len(steps) else (), COLUMNS)


def _parts(steps: list[tuple[str, Interval | None]]) -> Iterator[Part]:
    for name, part in steps:
        if part is not None and part.low is not None and part.high is not None:
            yield name, float(part.low), float(part.high)


def _twice(amount: float) -> tuple[float, float]:
    return float(amount), float(amount)
