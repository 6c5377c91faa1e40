"""Who works on what, person by person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from optimizer.report.charts import style
from optimizer.report.charts.gantt import bar, mark_now
from optimizer.report.charts.labels import hover, label
from optimizer.report.charts.lanes import FULL, placed, row_heights
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
    people = engineers["engineer"].tolist()
    spans = placed(schedule, people)
    rows = row_heights(spans, people)
    bottom = float(rows["height"].sum())
    drawn = style.figure(
        height=int(80 + ROW * max(bottom, 1)),
        barmode="overlay",
        bargap=0,
        meta={
            "short": [label(e.name or e.engineer, SHORT) for e in rows_of(engineers)],
            "subjects": [("person", person) for person in people],
            "tops": (rows["row"] - rows["height"] / 2).tolist(),
        },
        uniformtext={"mode": "hide", "minsize": 9},
    )
    away = absences[absences["engineer"].isin(people)]
    drawn.add_traces([*([_away(away, rows)] if len(away) else ()), *_work(spans)])
    drawn.update_yaxes(
        tickvals=rows["row"].tolist(),
        ticktext=[label(named(e.engineer, e.name)) for e in rows_of(engineers)],
        range=[bottom, -0.4],
        showgrid=False,
        tickfont={"color": style.INK},
    )
    if len(spans):
        style.dated(drawn, spans["first"].min(), spans["last"].max() + MARGIN)
    return mark_now(drawn, now)


def _work(spans: pd.DataFrame) -> Iterator[go.Bar]:
    """Yield one trace per project, in a colour and pattern of its own."""
    for position, (_, rows) in enumerate(spans.groupby("project", sort=False)):
        colour, pattern = style.look(position)
        yield go.Bar(
            **bar(rows),
            y=rows["centre"].tolist(),
            width=rows["height"].tolist(),
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


def _away(absences: pd.DataFrame, rows: pd.DataFrame) -> go.Bar:
    return go.Bar(
        **bar(absences),
        y=absences["engineer"].map(rows["row"]).tolist(),
        width=(FULL * absences["engineer"].map(rows["height"])).tolist(),
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
