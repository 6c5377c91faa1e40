"""From the value of one plan to that of another, part by part."""

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

SHORT = 14
"""Characters of a label on a small screen."""


def waterfall(parts: pd.DataFrame, unit: str) -> go.Figure:
    """Return bars that lead from the first value to the last.

    Parameters
    ----------
    parts
        One row per part that differs: `part`, `low` and `high`, equal where it is
        proven; the first row is the value to begin with, the last that to end with.
    """
    names = parts["part"].tolist()
    drawn = style.figure(
        height=int(90 + ROW * len(parts)),
        margin_r=72,
        bargap=0.3,
        barmode="overlay",
        meta={"short": distinct(names, SHORT)},
    )
    level = 0.0
    last = len(parts) - 1
    for position, part in enumerate(rows_of(parts)):
        total = position in {0, last}
        base = 0.0 if total else level
        length = float(part.low)
        _add_bar(drawn, position, base, length, _look(length, total=total))
        drawn.add_annotation(
            x=max(base, base + length),
            y=position,
            text=_amount(part.low, part.high, signed=not total),
            xanchor="left",
            xshift=4,
            showarrow=False,
            font={"size": 12, "color": style.INK},
        )
        level = base + length
    drawn.update_yaxes(
        tickvals=list(range(len(parts))),
        ticktext=distinct(names),
        range=[last + 0.6, -0.6],
        showgrid=False,
        tickfont={"color": style.INK},
    )
    most = float(parts["high"].iloc[[0, -1]].max())
    return drawn.update_xaxes(
        title_text=label(unit), tickformat=",~f", range=[0, 1.2 * most], nticks=5
    )


def _look(length: float, *, total: bool) -> tuple[str, str]:
    """Return colour and pattern: sums plain, gains plain green, losses hatched."""
    if total:
        return style.WORK, ""
    return (style.GREEN, "") if length >= 0 else (style.ORANGE, "/")


def _add_bar(
    drawn: go.Figure, row: int, base: float, length: float, look: tuple[str, str]
) -> None:
    colour, shape = look
    drawn.add_bar(
        orientation="h",
        y=[row],
        x=[length],
        base=[base],
        marker={
            "color": colour,
            "pattern": style.pattern(shape, colour, style.INK),
            "line": {"width": 0},
        },
        hoverinfo="skip",
        showlegend=False,
    )


def _amount(low: float, high: float, *, signed: bool) -> str:
    def text(amount: float) -> str:
        return ("+" if signed and amount > 0 else "") + number(amount, 2)

    return text(low) if low == high else f"{text(low)} to {text(high)}"
