"""Who works on what, person by person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from optimizer.report.charts import style
from optimizer.report.charts.gantt import bar, mark_now
from optimizer.report.charts.labels import hover, label
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import named, number, span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import pandas as pd

SHORT = 12
"""Characters of a label on a small screen."""

ROW = 30
"""Height of a person's row in pixels."""

MARGIN = timedelta(days=3)
"""White space behind the last bar."""

FULL = 0.78
"""Part of a row that is filled."""


def engineers(
    engineers: pd.DataFrame,
    schedule: pd.DataFrame,
    absences: pd.DataFrame,
    now: date | None = None,
) -> go.Figure:
    """Return the schedule by person, in the order of the table `engineers`.

    What one person does at the same time shares the height of the row.

    Parameters
    ----------
    engineers, schedule, absences
        The tables of these names.
    now
        First day that is not yet fact; marked where given.
    """
    row_of = {name: row for row, name in enumerate(engineers["engineer"])}
    drawn = style.figure(
        height=80 + ROW * max(len(row_of), 1),
        barmode="overlay",
        bargap=0,
        meta={
            "short": [label(e.name or e.engineer, SHORT) for e in rows_of(engineers)]
        },
        uniformtext={"mode": "hide", "minsize": 9},
    )
    if len(absences):
        drawn.add_trace(_away(absences, row_of))
    drawn.add_traces(list(_work(schedule, row_of)))
    drawn.update_yaxes(
        tickvals=list(row_of.values()),
        ticktext=[label(named(e.engineer, e.name)) for e in rows_of(engineers)],
        range=[len(row_of) - 0.5, -0.9],
        showgrid=False,
        tickfont={"color": style.INK},
    )
    if len(schedule):
        style.dated(drawn, schedule["first"].min(), schedule["last"].max() + MARGIN)
    return mark_now(drawn, now)


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


def _work(schedule: pd.DataFrame, row_of: dict[str, int]) -> Iterator[go.Bar]:
    """Yield one trace per project, in a colour and pattern of its own."""
    placed = schedule.sort_values(["engineer", "first", "last"], kind="stable")
    placed = placed.assign(lane=0, of=1)
    for _, own in placed.groupby("engineer", sort=False):
        placed.loc[own.index, "lane"], placed.loc[own.index, "of"] = lanes(own)
    for position, (_, rows) in enumerate(placed.groupby("project", sort=False)):
        colour, pattern = style.look(position)
        height = FULL / rows["of"]
        centre = rows["engineer"].map(row_of) - FULL / 2 + height * (rows["lane"] + 0.5)
        yield go.Bar(
            **bar(rows),
            y=centre.tolist(),
            width=height.tolist(),
            marker={
                "color": colour,
                "pattern": style.pattern(pattern, colour, style.PAPER),
                "line": {"color": style.PAPER, "width": 1},
            },
            name=label(
                named(rows["project"].iloc[0], rows["project_name"].iloc[0]), 24
            ),
            text=[label(package) for package in rows["package"]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": 11, "color": style.ink_on(colour)},
            hovertext=[_about(row) for row in rows_of(rows)],
            hoverinfo="text",
        )


def _about(row: Any) -> str:  # noqa: ANN401
    return hover(
        named(row.package, row.package_name),
        [
            named(row.project, row.project_name),
            named(row.engineer, row.name),
            span(row.first, row.last),
            f"{number(row.hours, 2)} h as {row.skill}",
        ],
    )


def _away(absences: pd.DataFrame, row_of: dict[str, int]) -> go.Bar:
    return go.Bar(
        **bar(absences),
        y=[row_of[engineer] for engineer in absences["engineer"]],
        width=FULL,
        marker={
            "color": style.AWAY,
            "pattern": style.pattern("/", style.AWAY, style.LINK),
            "line": {"width": 0},
        },
        name="no hours",
        hovertext=[
            hover(named(a.engineer, a.name), ["no hours", span(a.first, a.last)])
            for a in rows_of(absences)
        ],
        hoverinfo="text",
    )
