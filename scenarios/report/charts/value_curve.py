"""What the best plan is worth as one number grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.charts import style
from optimizer.report.charts.labels import label
from optimizer.report.wording import number

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

MOST_LABELS = 12
"""Points of a curve that have their numbers beside them."""


def value_curve(curve: pd.DataFrame, unit: str) -> go.Figure:
    """Return value over the number; the knee, where there is one, is marked.

    Parameters
    ----------
    curve
        The table of this name.
    """
    drawn = style.figure(height=340, margin_r=48)
    open_ = curve[curve["at_most"].notna() & (curve["at_most"] != curve["net_value"])]
    if len(open_):
        drawn.add_scatter(
            x=curve["number"].tolist(),
            y=curve["at_most"].tolist(),
            name="no plan can pass",
            mode="lines+markers",
            line={"color": style.VERMILION, "width": 2, "dash": "dash"},
            marker={"size": 7, "symbol": "triangle-down"},
            hovertemplate="at most %{y:,.8~g}<extra></extra>",
        )
    found = curve[curve["net_value"].notna()]
    labelled = len(found) <= MOST_LABELS
    drawn.add_scatter(
        x=found["number"].tolist(),
        y=found["net_value"].tolist(),
        customdata=found["at"].tolist(),
        name="best plan, proven" if open_.empty else "best plan found",
        mode="lines+markers+text" if labelled else "lines+markers",
        text=[number(value, 2) for value in found["net_value"]],
        textposition="bottom right",
        textfont={"size": 11, "color": style.INK},
        cliponaxis=False,
        line={"color": style.BLUE, "width": 2},
        marker={"size": 9, "symbol": "circle"},
        hovertemplate="%{customdata}: %{y:,.8~g}<extra></extra>",
    )
    _mark_knee(drawn, curve[curve["remark"] == "knee"])
    ticks = found if labelled else found.iloc[:: max(1, len(found) // 6)]
    drawn.update_xaxes(
        tickvals=ticks["number"].tolist(),
        ticktext=[label(str(at), 12) for at in ticks["at"]],
        showgrid=False,
    )
    return drawn.update_yaxes(title_text=label(unit), tickformat=",~f")


def _mark_knee(drawn: go.Figure, knee: pd.DataFrame) -> None:
    if knee.empty:
        return
    drawn.add_scatter(
        x=knee["number"].tolist(),
        y=knee["net_value"].tolist(),
        name="knee: further steps bring less",
        mode="markers",
        marker={
            "size": 20,
            "symbol": "circle-open",
            "color": style.VERMILION,
            "line": {"width": 2.5},
        },
        hoverinfo="skip",
    )
