"""The value each project delivers, and what is lost of it and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from optimizer.report.charts import style
from optimizer.report.charts.labels import hover, label
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import money, named

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

SHORT = 12
"""Characters of a label on a small screen."""

ROW = 30
"""Height of a project's row in pixels."""

PARTS = (
    ("delivered", "delivered", style.GREEN, ""),
    ("lost_by_delay", "lost by delay", style.ORANGE, "/"),
    ("lost_by_dropping", "lost by dropping", "#c9ced6", "x"),
)


def value(projects: pd.DataFrame, unit: str) -> go.Figure:
    """Return stacked bars, one row per project, the most valuable on top.

    Parameters
    ----------
    projects
        The table of this name.
    unit
        The portfolio's unit of value.
    """
    ordered = projects.sort_values("full_value", ascending=False, kind="stable")
    drawn = style.figure(
        height=90 + ROW * max(len(ordered), 1),
        barmode="relative",
        bargap=0.35,
        meta={"short": [label(project, SHORT) for project in ordered["project"]]},
    )
    drawn.add_traces(list(_parts(ordered, unit)))
    drawn.update_yaxes(
        tickvals=list(range(len(ordered))),
        ticktext=[label(named(p.project, p.name)) for p in rows_of(ordered)],
        range=[len(ordered) - 0.5, -0.5],
        showgrid=False,
        tickfont={"color": style.INK},
    )
    return drawn.update_xaxes(title_text=label(unit), tickformat=",~f")


def _parts(ordered: pd.DataFrame, unit: str) -> Iterator[go.Bar]:
    """Yield delivered, lost by delay and lost by dropping; the last two if any."""
    for column, title, colour, pattern in PARTS:
        if column != "delivered" and not ordered[column].any():
            continue
        yield go.Bar(
            orientation="h",
            y=list(range(len(ordered))),
            x=ordered[column].tolist(),
            name=title,
            marker={
                "color": colour,
                "pattern": style.pattern(pattern, colour, style.MUTED),
                "line": {"width": 0},
            },
            hovertext=[
                hover(
                    named(p.project, p.name),
                    [f"{money(getattr(p, column), unit)} {title}", p.why],
                )
                for p in rows_of(ordered)
            ],
            hoverinfo="text",
        )
