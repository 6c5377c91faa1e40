"""Two plans over time, one above the other, with their differences marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from optimizer.report.charts import style
from optimizer.report.charts.gantt import NEXT_DAY, bar, mark_now
from optimizer.report.charts.labels import hover, label
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import listed, named, span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

ROW = 46
"""Height of a package's row in pixels; it holds a bar of each plan."""

SHORT = 12
"""Characters of a label on a small screen."""

MOST_PACKAGES = 200
"""Beyond this many only packages that differ are drawn."""

CHANGED = "≠"
"""Stands before each package that the plans do not do alike."""


def two_plans(
    one: pd.DataFrame,
    other: pd.DataFrame,
    names: tuple[str, str],
    now: date | None = None,
) -> go.Figure:
    """Return the packages of both plans, each with its bar in either.

    A package that starts, ends or is staffed differently has a sign before its name
    and an outline around its second bar; so has one that only one of them has.

    Parameters
    ----------
    one, other
        The table *packages* of each plan.
    names
        What the plans are called.
    """
    rows = _rows(one, other)
    drawn = style.figure(
        height=int(110 + ROW * max(len(rows), 1)),
        barmode="overlay",
        bargap=0,
        meta={"short": [_title(row, SHORT, row.package) for row in rows_of(rows)]},
        uniformtext={"mode": "hide", "minsize": 10},
    )
    place = dict(zip(rows["package"], range(len(rows)), strict=True))
    drawn.add_trace(_bars(one, place, -0.2, names[0], (style.DONE, "")))
    changed = set(rows.loc[rows["changed"], "package"])
    same = other[~other["package"].isin(changed)]
    drawn.add_trace(_bars(same, place, 0.2, f"{names[1]}: as before", (style.WORK, "")))
    differing = other[other["package"].isin(changed)]
    if len(differing):
        look = (style.HOLDING, style.INK)
        title = f"{names[1]}: different {CHANGED}"
        drawn.add_trace(_bars(differing, place, 0.2, title, look))
    drawn.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[_title(r, 34, named(r.package, r.name)) for r in rows_of(rows)],
        range=[len(rows) - 0.4, -0.6],
        showgrid=False,
        tickfont={"color": style.INK},
    )
    if len(rows):
        both = pd.concat([one, other])
        first, last = both["first"].min(), both["last"].max()
        style.dated(drawn, first - 2 * NEXT_DAY, last + 5 * NEXT_DAY)
    return mark_now(drawn, now)


def differing(one: pd.DataFrame, other: pd.DataFrame) -> set[str]:
    """Return the packages that the plans do not do alike."""
    before, after = (
        {row.package: (row.first, row.last, row.mode, row.people) for row in rows_of(t)}
        for t in (one, other)
    )
    return {
        package
        for package in before | after
        if _alike(before.get(package)) != _alike(after.get(package))
    }


def _alike(run: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    return None if run is None else (*run[:3], frozenset(run[3]))


def _rows(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return one row per package of either plan, by project and first start."""
    both = pd.concat([other, one]).drop_duplicates("package")
    order = {name: place for place, name in enumerate(both["project"].unique())}
    both = both.assign(
        place=both["project"].map(order),
        changed=both["package"].isin(differing(one, other)),
    )
    both = both.sort_values(["place", "first", "package"], kind="stable")
    return both[both["changed"]] if len(both) > MOST_PACKAGES else both


def _title(row: Any, longest: int, text: str) -> str:  # noqa: ANN401
    name = label(text, longest)
    return f"<b>{CHANGED} {name}</b>" if row.changed else name


def _bars(
    packages: pd.DataFrame,
    place: dict[str, int],
    offset: float,
    name: str,
    look: tuple[str, str],
) -> go.Bar:
    shown = packages[packages["package"].isin(place)]
    colour, outline = look
    return go.Bar(
        **bar(shown),
        y=[place[package] + offset for package in shown["package"]],
        width=0.38,
        marker={
            "color": colour,
            "line": {"color": outline or style.PAPER, "width": 1.5 if outline else 0},
        },
        name=label(name, 48),
        text=[label(", ".join(people)) for people in shown["people"]],
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        textfont={"size": 10, "color": style.ink_on(colour)},
        hovertext=list(_about(shown, name)),
        hoverinfo="text",
    )


def _about(packages: pd.DataFrame, name: str) -> Iterator[str]:
    for row in rows_of(packages):
        people = listed(row.people, 8) or "nobody"
        yield hover(
            named(row.package, row.name), [name, span(row.first, row.last), people]
        )
