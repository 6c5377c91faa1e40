"""Arrows between points of a chart with a date axis, all in one trace."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import plotly.graph_objects as go

if TYPE_CHECKING:
    from collections.abc import Iterable

Place: TypeAlias = tuple[date, float]
"""A day and a row."""

ELBOW = timedelta(hours=20)
"""How far before its goal an arrow turns."""


def _path(start: Place, goal: Place) -> list[Place]:
    """Return the corners of an arrow that leaves and arrives sideways."""
    (left, top), (right, bottom) = start, goal
    turn = right - ELBOW
    if turn >= left:
        return [start, (turn, top), (turn, bottom), goal]
    middle = (top + bottom) / 2
    return [start, (left, middle), (turn, middle), (turn, bottom), goal]


def arrows(
    steps: Iterable[tuple[Place, Place]],
    name: str,
    colour: str,
    dash: str = "solid",
    width: int = 1,
) -> go.Scatter:
    """Return one trace of arrows, kept apart by gaps.

    Only the last corner of each has a marker: the head, turned along its line.
    """
    days: list[str | None] = []
    rows: list[float | None] = []
    heads: list[int] = []
    for start, goal in steps:
        path = _path(start, goal)
        days += [*(moment.isoformat() for moment, _ in path), None]
        rows += [*(row for _, row in path), None]
        heads += [0] * (len(path) - 1) + [8, 0]
    return go.Scatter(
        x=days,
        y=rows,
        mode="lines+markers",
        line={"color": colour, "width": width, "dash": dash},
        marker={
            "symbol": "arrow",
            "size": heads,
            "angleref": "previous",
            "color": colour,
            "line": {"width": 0},
            "opacity": 1,
        },
        name=name,
        hoverinfo="skip",
    )
