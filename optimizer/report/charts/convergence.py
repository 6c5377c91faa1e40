"""How the search closed in on its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.charts import style
from optimizer.report.charts.labels import label

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go


def convergence(convergence: pd.DataFrame, tier: str) -> go.Figure:
    """Return value and bound over the seconds of one tier.

    Where the two lines meet the tier is proven: nothing better exists.

    Parameters
    ----------
    convergence
        The table of this name.
    tier
        One of its tiers.
    """
    rows = convergence[convergence["tier"] == tier]
    drawn = style.figure(height=300)
    for column, title, colour, dash in (
        ("bound", "no plan can pass", style.VERMILION, "dash"),
        ("value", "best plan so far", style.BLUE, "solid"),
    ):
        known = rows[rows[column].notna()]
        drawn.add_scatter(
            x=known["seconds"].tolist(),
            y=known[column].tolist(),
            name=title,
            mode="lines+markers",
            line={"color": colour, "width": 2, "dash": dash, "shape": "hv"},
            marker={"size": 6, "symbol": "square" if dash == "dash" else "circle"},
            hovertemplate=f"{title}: %{{y:,.8~g}}<br>after %{{x:.2f}} s<extra></extra>",
        )
    drawn.update_xaxes(title_text="seconds", rangemode="tozero")
    return drawn.update_yaxes(
        title_text=label(tier.replace("_", " ")), tickformat=",~g"
    )
