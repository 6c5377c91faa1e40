"""Value against moves of the plans to choose from; the area is the cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.charts import style
from optimizer.report.charts.labels import hover, label
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import money, number

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

SMALLEST, LARGEST = 16, 44
"""Diameters in pixels."""
MOST_TICKS = 12
"""Up to so many moves, each has its line."""


def front(plans: pd.DataFrame, unit: str) -> go.Figure:
    """Return one numbered disc per plan, numbered as the rows of its table.

    Value goes up; moves, or the cost where nobody can move, to the right.

    Parameters
    ----------
    plans
        The table of this name.
    """
    moves = bool(plans["moves"].notna().any())
    drawn = style.figure(height=420, margin_r=32, margin_t=28)
    for outlined, rows in plans.groupby(plans["proof"] == "proven", sort=False):
        drawn.add_scatter(
            x=rows["moves" if moves else "cost"].tolist(),
            y=rows["net_value"].tolist(),
            mode="markers+text",
            text=[f"<b>{place}</b>" for place in rows["place"]],
            textfont={"size": 12, "color": style.INK},
            name="proven" if outlined else "best found",
            marker={
                "size": [_diameter(cost, plans["cost"]) for cost in rows["cost"]],
                "color": "#cfe3f2" if outlined else style.PAPER,
                "line": {"color": style.BLUE, "width": 2},
                "symbol": "circle" if outlined else "square",
                "opacity": 1,
            },
            hovertext=[
                hover(
                    f"{row.place}: {row.plan}",
                    [
                        money(row.net_value, unit),
                        f"{number(row.moves)} moves, cost {number(row.cost, 2)}",
                    ],
                )
                for row in rows_of(rows)
            ],
            hoverinfo="text",
            cliponaxis=False,
        )
    drawn.update_layout(showlegend=True)
    drawn.update_xaxes(title_text="moves" if moves else "cost", tickformat=",~f")
    if moves and plans["moves"].max() <= MOST_TICKS:
        drawn.update_xaxes(dtick=1)
    return drawn.update_yaxes(title_text=label(unit), tickformat=",~f")


def _diameter(cost: float, costs: pd.Series[float]) -> float:
    """Return a diameter whose area grows with the cost, from the least one."""
    least, most = float(costs.min()), float(costs.max())
    share = 0.0 if most == least else (cost - least) / (most - least)
    return float((SMALLEST**2 + share * (LARGEST**2 - SMALLEST**2)) ** 0.5)
