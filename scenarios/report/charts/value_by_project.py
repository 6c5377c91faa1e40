"""What each project delivers in each plan: one bar per plan."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from optimizer.report.charts import style
from optimizer.report.charts.labels import distinct, hover, label
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import money, named, number

ROW = 46
"""Height of a plan's row in pixels."""

SHORT = 14
"""Characters of a label on a small screen."""


def value_by_project(values: pd.DataFrame, unit: str) -> go.Figure:
    """Return stacked bars, one row per plan, its net value at the end.

    Parameters
    ----------
    values
        The table of this name; plans that are not there have no bar.
    """
    plans = [
        str(plan) for plan in values.columns[2:] if pd.notna(values[plan].iloc[-1])
    ]
    items = values.iloc[:-1]
    drawn = style.figure(
        height=int(110 + ROW * max(len(plans), 1)),
        barmode="relative",
        bargap=0.3,
        meta={"short": distinct(plans, SHORT)},
        uniformtext={"mode": "hide", "minsize": 10},
    )
    for position, item in enumerate(rows_of(items)):
        delivered = items.iloc[position][plans].fillna(0).astype(float).tolist()
        drawn.add_trace(_bars(item, delivered, position, unit))
    sums = [float(values.iloc[-1][plan]) for plan in plans]
    drawn.add_trace(_ends(sums))
    drawn.update_layout(margin_r=56)
    drawn.update_yaxes(
        tickvals=list(range(len(plans))),
        ticktext=distinct(plans),
        range=[len(plans) - 0.5, -0.5],
        showgrid=False,
        tickfont={"color": style.INK},
    )
    most = max([*sums, 1])
    return drawn.update_xaxes(
        title_text=label(unit),
        tickformat=",~f",
        range=[min([0, *sums]), 1.02 * most],
        nticks=5,
    )


def _ends(sums: list[float]) -> go.Scatter:
    """Return the net value of each plan, at the end of its bar."""
    return go.Scatter(
        x=sums,
        y=list(range(len(sums))),
        mode="text",
        text=[f"<b>{number(total, 2)}</b>" for total in sums],
        textposition="middle right",
        textfont={"size": 12, "color": style.INK},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _bars(
    item: Any,  # noqa: ANN401
    delivered: list[float],
    position: int,
    unit: str,
) -> go.Bar:
    colour, shape = style.look(position)
    title = named(item.item, item.name)
    return go.Bar(
        orientation="h",
        y=list(range(len(delivered))),
        x=delivered,
        name=label(item.item, SHORT),
        text=label(item.item, SHORT),
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": 11, "color": style.ink_on(colour)},
        marker={
            "color": colour,
            "pattern": style.pattern(shape, colour, style.PAPER),
            "line": {"color": style.PAPER, "width": 1},
        },
        hovertext=[hover(title, [money(value, unit)]) for value in delivered],
        hoverinfo="text",
        showlegend=False,
    )
