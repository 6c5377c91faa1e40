"""Arrows between points of a chart with a date axis, all in one trace."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import plotly.graph_objects as go

if TYPE_CHECKING:
    from collections.abc import Iterable

Place: TypeAlias = tuple[date, float]
"""A day and a row."""

ELBOW = timedelta(hours=20)
"""How far from its ends an arrow turns."""


class Step(NamedTuple):
    """An arrow from one place to another.

    Attributes
    ----------
    from_start, to_end
        It leaves at the left of what it leaves, reaches the right of what it
        reaches; else the other way round.
    """

    start: Place
    goal: Place
    from_start: bool = False
    to_end: bool = False


def _path(step: Step) -> list[Place]:
    """Return the corners of an arrow that leaves and arrives sideways."""
    (left, top), (right, bottom) = step.start, step.goal
    out = left - ELBOW if step.from_start else left
    into = right + ELBOW if step.to_end else right - ELBOW
    if not step.from_start and not step.to_end and into >= out:
        corners = [(into, top), (into, bottom)]
    elif step.from_start == step.to_end:
        middle = (top + bottom) / 2
        corners = [(out, top), (out, middle), (into, middle), (into, bottom)]
    else:
        turn = max(out, into) if step.to_end else min(out, into)
        corners = [(turn, top), (turn, bottom)]
    return [step.start, *corners, step.goal]


def arrows(
    steps: Iterable[Step],
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
    for step in steps:
        path = _path(step)
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
