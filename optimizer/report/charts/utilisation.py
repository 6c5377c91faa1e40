"""How full every person is, period by period, with overload marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go

from optimizer.report.charts import style
from optimizer.report.charts.labels import distinct
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import named

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

ROW = 22
"""Height of a person's row in pixels."""

AWAY = 0
"""Code of a cell without available hours and without work; others are 1 + per cent."""

HIGHEST = 200
"""Per cent from which a cell gets no darker."""

SCALE = (
    (0.0, style.AWAY),
    (1 / (HIGHEST + 1), style.AWAY),
    (1 / (HIGHEST + 1), "#f5f9fc"),
    (51 / (HIGHEST + 1), "#a9cbe4"),
    (101.5 / (HIGHEST + 1), "#2a6f9f"),
    (101.5 / (HIGHEST + 1), "#f4a06b"),
    (1.0, "#9c2f00"),
)


def codes(utilisation: pd.DataFrame) -> NDArray[np.uint8]:
    """Return per cent used + 1 in one byte each, 0 where there is nothing to use.

    Any work without available hours counts as the highest overload. More than 100 %
    never rounds down to 100 %, nor less up to it.
    """
    available = utilisation["available"].to_numpy(float)
    assigned = utilisation["assigned"].to_numpy(float)
    share = np.divide(
        100 * assigned,
        available,
        out=np.where(assigned > 0, float(HIGHEST), -1.0),
        where=available > 0,
    )
    over, under = assigned > available, (assigned < available) & (share > 99)
    share = np.where(over, np.maximum(np.ceil(share), 101), share)
    share = np.where(under, 99, share)
    return (1 + np.clip(np.rint(share), -1, HIGHEST)).astype(np.uint8)


def utilisation(utilisation: pd.DataFrame) -> go.Figure:
    """Return a heat map of person by period.

    Parameters
    ----------
    utilisation
        The table of this name: complete, every person in every period.
    """
    people = utilisation.drop_duplicates("engineer")
    periods = utilisation["period"].drop_duplicates()
    shape = (len(people), len(periods))
    names = distinct(named(p.engineer, p.name) for p in rows_of(people))
    days = periods.dt.strftime("%Y-%m-%d").tolist()
    hours = utilisation[["assigned", "available"]].to_numpy(np.float32)
    drawn = style.figure(height=110 + ROW * max(len(names), 1))
    drawn.add_trace(
        go.Heatmap(
            x=days,
            y=names,
            z=codes(utilisation).reshape(shape),
            zmin=0,
            zmax=HIGHEST + 1,
            colorscale=SCALE,
            customdata=hours.reshape(*shape, 2),
            **style.period_of(periods),
            xgap=1,
            ygap=1,
            hovertemplate="<b>%{y}</b><br>%{x|%-d %b %Y}<br>"
            "%{customdata[0]:.4~g} h of %{customdata[1]:.4~g} h<extra></extra>",
            colorbar=_key(),
            name="utilisation",
        )
    )
    overloaded = utilisation[utilisation["overload"] > 0]
    drawn.add_trace(
        _marks(overloaded, dict(zip(people["engineer"], names, strict=True)), periods)
    )
    drawn.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=names,
        autorange="reversed",
        showgrid=False,
        tickfont={"color": style.INK},
    )
    meta = {"subjects": [("person", person) for person in people["engineer"]]}
    drawn.update_layout(legend={"x": 1, "xanchor": "right"}, meta=meta)
    return drawn.update_xaxes(type="date", tickformat="%-d %b\n%Y", showgrid=False)


def _marks(
    overloaded: pd.DataFrame,
    name_of: dict[str, str],
    periods: pd.Series[pd.Timestamp],
) -> go.Scatter:
    """Return a cross on every overloaded cell: hue alone says nothing to some."""
    return go.Scatter(
        x=overloaded["period"].dt.strftime("%Y-%m-%d").tolist(),
        y=[name_of[engineer] for engineer in overloaded["engineer"]],
        mode="markers",
        **style.period_of(periods),
        marker={
            "symbol": "x-thin",
            "size": 9,
            "line": {"color": style.INK, "width": 2},
        },
        name="overbooked",
        hoverinfo="skip",
        showlegend=len(overloaded) > 0,
    )


def _key() -> dict[str, object]:
    """Return a colour key that says per cent and names the grey."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 1.0,
        "yanchor": "bottom",
        "ypad": 4,
        "len": 0.45,
        "thickness": 8,
        "outlinewidth": 0,
        "ticks": "",
        "tickvals": [0.5, 1.5, 51, 101, 151, 201],
        "ticktext": ["", "0 %", "50 %", "100 %", "150 %", "200 %"],
        "tickfont": {"size": 11, "color": style.MUTED},
    }
