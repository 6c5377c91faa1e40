"""The look all charts share: quiet, legible, safe for the colour-blind.

The hues are those of Okabe and Ito; a meaning is never told by hue alone, a pattern,
a symbol or a label says it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

if TYPE_CHECKING:
    import pandas as pd

DAY = 86_400_000
"""Milliseconds, in which Plotly counts lengths on a date axis."""

INK = "#1c2430"
MUTED = "#566170"
RULE = "#e3e7ec"
PAPER = "#ffffff"

WORK = "#34658f"
HOLDING = "#c14a00"
DONE = "#aab4c0"
AWAY = "#dfe3e8"
LINK = "#8a95a3"

BLUE = "#0072b2"
GREEN = "#00795a"
ORANGE = "#e69f00"
VERMILION = "#d55e00"

PALETTE = (
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#cc79a7",
    "#56b4e9",
    "#d55e00",
    "#b8a800",
    "#6b7785",
)
PATTERNS = ("", "/", "x", ".", "-")
"""After each round of the palette the next pattern, so that no two look alike."""

FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
)

_AXIS = {
    "automargin": True,
    "gridcolor": RULE,
    "linecolor": RULE,
    "zeroline": False,
    "ticks": "",
    "tickfont": {"size": 12, "color": MUTED},
    "title": {"font": {"size": 12, "color": MUTED}, "standoff": 10},
}

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": list(PALETTE),
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8, "pad": 4},
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "hoverlabel": {
            "align": "left",
            "bgcolor": INK,
            "bordercolor": INK,
            "font": {"family": FONT, "size": 12, "color": PAPER},
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.0,
            "yanchor": "bottom",
            "yref": "paper",
            "font": {"size": 12, "color": MUTED},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "dragmode": False,
        "hovermode": "closest",
    }
)


def pattern(shape: str, ground: str, lines: str) -> dict[str, Any]:
    """Return a pattern of lines on a ground; no shape means the ground alone."""
    return {
        "shape": shape,
        "bgcolor": ground,
        "fgcolor": lines,
        "fgopacity": 0.6,
        "size": 7,
        "solidity": 0.2,
    }


def ink_on(colour: str) -> str:
    """Return black or white, whichever is easier to read on a colour."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    luminance = sum(
        weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )
    return "#000000" if (luminance + 0.05) ** 2 > 0.05 * 1.05 else "#ffffff"


def period_of(days: pd.Series[pd.Timestamp]) -> dict[str, Any]:
    """Return how an axis centres columns on the period that begins on each day."""
    gaps = days.drop_duplicates().sort_values().diff().dropna()
    length = gaps.min().days if len(gaps) else 7
    return {"xperiod": length * DAY, "xperiodalignment": "middle"}


def figure(height: int, **layout: Any) -> go.Figure:  # noqa: ANN401
    """Return an empty figure in the shared look; `height` in pixels."""
    drawn = go.Figure(layout={"template": TEMPLATE, "height": height})
    return drawn.update_layout(**layout)


def dated(drawn: go.Figure, first: Any, last: Any) -> go.Figure:  # noqa: ANN401
    """Make the x axis a calendar from a first to a last day."""
    return drawn.update_xaxes(
        type="date",
        range=[str(first)[:10], str(last)[:10]],
        tickformat="%-d %b\n%Y",
        hoverformat="%-d %b %Y",
        showgrid=True,
    )


def look(position: int) -> tuple[str, str]:
    """Return the colour and the pattern of the n-th of many things."""
    rounds, place = divmod(position, len(PALETTE))
    return PALETTE[place], PATTERNS[rounds % len(PATTERNS)]
