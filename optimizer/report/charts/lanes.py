"""Where a person's work is drawn when some of it runs at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

LANE = 0.8
"""Smallest height of a lane, in rows: people with many lanes get a higher row."""

FULL = 0.78
"""Part of a row that is filled."""

if TYPE_CHECKING:
    from collections.abc import Sequence


def placed(schedule: pd.DataFrame, people: Sequence[str]) -> pd.DataFrame:
    """Return the spans of these people with the place of each.

    Columns
    -------
    centre, height
        Of the bar, in rows from the top.
    """
    spans = schedule[schedule["engineer"].isin(people)]
    spans = spans.sort_values(["engineer", "first", "last"], kind="stable")
    spans = spans.assign(lane=0, of=1)
    for _, own in spans.groupby("engineer", sort=False):
        spans.loc[own.index, "lane"], spans.loc[own.index, "of"] = lanes(own)
    rows = row_heights(spans, people)
    filled = FULL * spans["engineer"].map(rows["height"])
    height = filled / spans["of"]
    top = spans["engineer"].map(rows["row"]) - filled / 2
    return spans.assign(height=height, centre=top + height * (spans["lane"] + 0.5))


def row_heights(spans: pd.DataFrame, people: Sequence[str]) -> pd.DataFrame:
    """Return person → centre and height of their row, in rows from the top."""
    most = spans.groupby("engineer")["of"].max().to_dict()
    heights = [max(1.0, LANE * int(most.get(person, 1))) for person in people]
    height = pd.Series(heights, index=list(people), dtype=float)
    return pd.DataFrame({"row": height.cumsum() - height / 2, "height": height})


def lanes(spans: pd.DataFrame) -> tuple[list[int], list[int]]:
    """Return each span's lane, and how many lanes its cluster has.

    Spans of one person that touch each other in time form a cluster; each takes the
    first lane that is free. `spans` is sorted by `first`.
    """
    lane: list[int] = []
    clusters: list[list[int]] = []
    ends: list[Any] = []
    for row, (first, last) in enumerate(
        zip(spans["first"], spans["last"], strict=True)
    ):
        if not ends or first > max(ends):
            ends = []
            clusters.append([])
        free = next((i for i, end in enumerate(ends) if end < first), len(ends))
        ends[free : free + 1] = [last]
        lane.append(free)
        clusters[-1].append(row)
    width = [0] * len(lane)
    for cluster in clusters:
        for row in cluster:
            width[row] = 1 + max(lane[other] for other in cluster)
    return lane, width
