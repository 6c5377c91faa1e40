"""What the plan asks of a skill against what its people have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from optimizer.report.charts import style

if TYPE_CHECKING:
    import pandas as pd


def demand(skills: pd.DataFrame, skill: str) -> go.Figure:
    """Return demand against capacity of one skill over time, in hours per period.

    Columns are the hours worked as this skill and, on top, what its people work as
    something else; the line is the hours that all who master it have.

    Parameters
    ----------
    skills
        The table of this name.
    skill
        One of its skills.
    """
    rows = skills[skills["skill"] == skill]
    days = rows["period"].dt.strftime("%Y-%m-%d").tolist()
    drawn = style.figure(
        height=320, barmode="stack", bargap=0.15, legend_traceorder="normal"
    )
    for column, title, colour, pattern in (
        ("demand", "worked as this skill", style.BLUE, ""),
        ("elsewhere", "same people, other skills", "#b9d3e6", "/"),
    ):
        drawn.add_bar(
            x=days,
            y=rows[column].tolist(),
            name=title,
            **style.period_of(rows["period"]),
            marker={
                "color": colour,
                "pattern": style.pattern(pattern, colour, style.WORK),
                "line": {"width": 0},
            },
            hovertemplate=f"%{{x|%-d %b %Y}}<br>%{{y:,.4~g}} h {title}<extra></extra>",
        )
    drawn.add_scatter(
        x=days,
        y=rows["capacity"].tolist(),
        name="capacity",
        mode="lines",
        **style.period_of(rows["period"]),
        line={"color": style.INK, "width": 2, "shape": "hvh"},
        hovertemplate="%{x|%-d %b %Y}<br>%{y:,.4~g} h available<extra></extra>",
    )
    over = rows[rows["short"] > 0]
    if len(over):
        drawn.add_trace(_shortage(over, style.period_of(rows["period"])))
    drawn.update_xaxes(type="date", tickformat="%-d %b\n%Y", showgrid=False)
    highest = max(rows["capacity"].max(), (rows["demand"] + rows["elsewhere"]).max(), 1)
    return drawn.update_yaxes(range=[0, 1.12 * highest])


def _shortage(over: pd.DataFrame, period: dict[str, Any]) -> go.Scatter:
    """Return a mark above every period in which the hours exceed the capacity."""
    return go.Scatter(
        x=over["period"].dt.strftime("%Y-%m-%d").tolist(),
        y=(over["demand"] + over["elsewhere"]).tolist(),
        customdata=over["short"].tolist(),
        mode="markers",
        **period,
        marker={
            "symbol": "triangle-up",
            "size": 11,
            "color": style.VERMILION,
            "line": {"color": style.INK, "width": 1},
        },
        name="short",
        hovertemplate="%{x|%-d %b %Y}<br>%{customdata:,.4~g} h short<extra></extra>",
    )
