"""What one more person is worth, by skill and quarter: a heat map with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.charts import style
from optimizer.report.charts.labels import label
from optimizer.report.wording import number

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

ROW = 38
"""Height of a skill's row in pixels."""
SHADES = ((0.0, "#ffffff"), (1.0, "#8fbfdf"))
"""Light enough for dark numbers on every shade."""


def heat_map(low: pd.DataFrame, high: pd.DataFrame, unit: str) -> go.Figure:
    """Return one row per skill, one column per quarter; every cell says its number.

    Parameters
    ----------
    low, high
        At least and at most, by skill and quarter; equal where it is proven.
    """
    texts = [
        [
            _amount(low.iloc[row, column], high.iloc[row, column])
            for column in range(low.shape[1])
        ]
        for row in range(low.shape[0])
    ]
    drawn = style.figure(height=int(90 + ROW * max(len(low), 1)))
    drawn.add_heatmap(
        z=low.fillna(0).to_numpy().tolist(),
        x=[label(str(quarter), 12) for quarter in low.columns],
        y=[label(str(skill), 20) for skill in low.index],
        text=texts,
        texttemplate="%{text}",
        textfont={"size": 12, "color": style.INK},
        colorscale=[list(shade) for shade in SHADES],
        zmin=0,
        zmax=max(1.0, float(low.max().max())),
        showscale=False,
        xgap=2,
        ygap=2,
        hovertemplate=f"%{{y}}, %{{x}}: %{{text}} {label(unit)}<extra></extra>",
    )
    drawn.update_xaxes(side="top", showgrid=False, type="category")
    return drawn.update_yaxes(autorange="reversed", showgrid=False, type="category")


def _amount(low: object, high: object) -> str:
    """Return a gain as people read it; between what and what if it is not proven."""
    least, most = number(low, 2), number(high, 2)
    return least if least == most else f"{least} to {most}"
