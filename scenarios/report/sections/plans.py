"""Any two of the plans over time, with their differences marked."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from optimizer.report.grid import Kind, grid
from optimizer.report.page import Chart, Section
from optimizer.report.tables.frame import frame, rows_of
from optimizer.report.wording import count, listed, span
from scenarios.report.charts.two_plans import differing, two_plans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    import plotly.graph_objects as go

    from scenarios.tables.entry import Entry

COLUMNS = {
    "pair": ("Plans", Kind.TEXT),
    "package": ("Package", Kind.TEXT),
    "before": ("In the one", Kind.TEXT),
    "after": ("In the other", Kind.TEXT),
}
MOST_PAIRS = 45
"""Ten plans can be put side by side, two at a time."""


def plans(entries: Sequence[Entry]) -> Section | None:
    """Return the schedules two by two; None where fewer than two have a plan.

    The first and the last of them, which is the best response where there is one, are
    shown first.
    """
    drawn = [entry for entry in entries if entry.material is not None]
    pairs = sorted(combinations(drawn, 2), key=lambda pair: _rank(pair, drawn))
    if not pairs:
        return None
    chart = Chart(
        id="two-plans",
        title="Two plans over time: the upper bar is the first, the lower the second",
        description="A Gantt chart of two plans. Packages that they do not do alike "
        "have the sign ≠. The table has the dates and people.",
        figures=dict(_figure(one, other) for one, other in pairs[:MOST_PAIRS]),
        choice="Plans",
        wide=True,
    )
    table = frame((row for pair in pairs for row in _rows(*pair)), list(COLUMNS))
    first = differing(*map(_packages, pairs[0]))
    sentence = (
        f"{count(len(first), 'package differs', 'packages differ')} between "
        f"{pairs[0][0].name} and {pairs[0][1].name}."
    )
    return Section(
        id="plans",
        title="Who does what when, plan by plan",
        sentences=(sentence,),
        charts=(chart,),
        grids=(grid("Differences", table, COLUMNS),),
    )


def _rank(pair: tuple[Entry, Entry], drawn: Sequence[Entry]) -> tuple[int, int]:
    first, last = (drawn.index(entry) for entry in pair)
    return first, -last


def _packages(entry: Entry) -> pd.DataFrame:
    if entry.material is None:
        raise ValueError(f"{entry.name} has no plan to draw.")
    return entry.material.packages


def _figure(one: Entry, other: Entry) -> tuple[str, go.Figure]:
    now = other.material.now if other.material else None
    names = (one.name, other.name)
    figure = two_plans(_packages(one), _packages(other), names, now)
    return f"{one.name} → {other.name}", figure


def _rows(one: Entry, other: Entry) -> Iterator[tuple[str, str, str, str]]:
    """Yield what differs between two plans, as the chart shows it."""
    before, after = (
        {row.package: _told(row) for row in rows_of(_packages(entry))}
        for entry in (one, other)
    )
    changed = differing(_packages(one), _packages(other))
    for package in [p for p in before | after if p in changed]:
        pair = f"{one.name} → {other.name}"
        yield (
            pair,
            package,
            before.get(package, "not there"),
            after.get(package, "not there"),
        )


def _told(row: Any) -> str:  # noqa: ANN401
    return f"{span(row.first, row.last)}: {listed(row.people, 6) or 'nobody'}"
