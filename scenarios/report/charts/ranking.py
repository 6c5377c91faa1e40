"""A ranking of gains or losses, with what is not proven drawn as a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.charts import style
from optimizer.report.charts.labels import distinct, label
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import number

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

ROW = 30
"""Height of a row in pixels."""
MOST_ROWS = 25
"""The table has all."""
SHORT = 16
"""Characters of a label on a small screen."""


def ranking(ranked: pd.DataFrame, unit: str) -> go.Figure:
    """Return one bar per name, highest first, as long as what is proven of it.

    What is not proven is a hatched end of the bar, and the places that it can have
    stand before the name.

    Parameters
    ----------
    ranked
        The table of this name.
    """
    shown = ranked.head(MOST_ROWS)
    low = shown["low"].fillna(0).tolist()
    high = shown["high"].fillna(shown["low"]).fillna(0).tolist()
    titles = [f"{_places(row)} {row.name}" for row in rows_of(shown)]
    drawn = style.figure(
        height=int(90 + ROW * max(len(shown), 1)),
        barmode="stack",
        bargap=0.35,
        margin_r=90,
        legend_traceorder="normal",
        meta={"short": distinct(titles, SHORT)},
    )
    places = list(range(len(shown)))
    drawn.add_bar(
        orientation="h", y=places, x=low, name="proven", marker_color=style.BLUE
    )
    rest = [most - least for least, most in zip(low, high, strict=True)]
    if any(rest):
        drawn.add_bar(
            orientation="h",
            y=places,
            x=rest,
            name="not excluded",
            marker={
                "color": "#cfe3f2",
                "pattern": style.pattern("/", "#cfe3f2", style.INK),
            },
        )
    drawn.update_traces(hoverinfo="skip")
    for place, row in enumerate(rows_of(shown)):
        _label_end(drawn, place, high[place], row)
    drawn.update_yaxes(
        tickvals=places,
        ticktext=distinct(titles),
        range=[len(shown) - 0.5, -0.5],
        showgrid=False,
        tickfont={"color": style.INK},
    )
    return drawn.update_xaxes(title_text=label(unit), tickformat=",~f", nticks=5)


def _places(row: object) -> str:
    first, last = getattr(row, "first_place", ""), getattr(row, "last_place", "")
    return f"{first}." if first == last else f"{first}–{last}."


def _label_end(drawn: go.Figure, place: int, end: float, row: object) -> None:
    low, high = getattr(row, "low", None), getattr(row, "high", None)
    amount = number(low, 2) if low == high else f"{number(low, 2)} to {number(high, 2)}"
    drawn.add_annotation(
        x=max(end, 0.0),
        y=place,
        text=amount,
        xanchor="left",
        xshift=4,
        showarrow=False,
        font={"size": 12, "color": style.INK},
    )
