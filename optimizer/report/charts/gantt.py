"""Packages over time, by project, with links, due dates and the holding chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd
import plotly.graph_objects as go

from optimizer.report.charts import style
from optimizer.report.charts.arrows import Step, arrows
from optimizer.report.charts.labels import hover, label
from optimizer.report.holding_chain import Cause
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import count, day, listed, named, number, span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optimizer.report.holding_chain import HoldingChain

MOST_PACKAGES = 400
"""Beyond this many the chart has one row per project; the table has them all."""

SHORT = 12
"""Characters of a label on a small screen."""

ROW = 27
"""Height of a row in pixels."""

NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Which row everything stands on; the first row is 0, at the top.

    Attributes
    ----------
    subjects
        What each row is about, for pages on which a click leads on.
    """

    of_project: dict[str, int]
    of_package: dict[str, int]
    titles: list[str]
    ids: list[str]
    subjects: list[tuple[str, str]]

    @classmethod
    def of(cls, packages: pd.DataFrame, projects: pd.DataFrame) -> _Rows:
        """Lay out each project that has packages in the plan, then its packages."""
        of_project: dict[str, int] = {}
        of_package: dict[str, int] = {}
        titles: list[str] = []
        ids: list[str] = []
        subjects: list[tuple[str, str]] = []
        detailed = len(packages) <= MOST_PACKAGES
        inside = dict(tuple(packages.groupby("project", sort=False)))
        for project in rows_of(projects):
            if project.project not in inside:
                continue
            of_project[project.project] = len(titles)
            titles.append(f"<b>{label(named(project.project, project.name))}</b>")
            ids.append(f"<b>{label(project.project, SHORT)}</b>")
            subjects.append(("project", project.project))
            for package in rows_of(inside[project.project]) if detailed else ():
                of_package[package.package] = len(titles)
                titles.append(label(named(package.package, package.name)))
                ids.append(label(package.package, SHORT))
                subjects.append(("package", package.package))
        return cls(of_project, of_package, titles, ids, subjects)


def gantt(
    packages: pd.DataFrame,
    projects: pd.DataFrame,
    links: pd.DataFrame,
    chain: HoldingChain | None = None,
    now: date | None = None,
    period: str = "period",
) -> go.Figure:
    """Return the schedule by project.

    Parameters
    ----------
    packages, projects, links
        The tables of these names.
    chain
        Drawn in its own colour and with a heavy outline where given.
    now
        First day that is not yet fact; marked where given.
    period
        The noun for a period.
    """
    rows = _Rows.of(packages, projects)
    held = chain.packages if chain else ()
    drawn = style.figure(
        height=90 + ROW * max(len(rows.titles), 1),
        barmode="overlay",
        bargap=0,
        meta={
            "short": rows.ids,
            "subjects": rows.subjects,
            "tops": [row - 0.5 for row in range(len(rows.subjects))],
        },
        uniformtext={"mode": "hide", "minsize": 11},
    )
    drawn.add_traces(
        [*_spans(projects, rows, period), *_bars(packages, rows, held, period)]
    )
    drawn.add_traces([*_links(links, chain, rows), *_shared(packages, chain, rows)])
    drawn.add_traces([*_milestones(packages, rows), *_dues(projects, rows, period)])
    _axes(drawn, packages, projects, rows)
    return mark_now(drawn, now)


def mark_now(drawn: go.Figure, now: date | None) -> go.Figure:
    """Draw the border between fact and plan."""
    if now is None:
        return drawn
    return drawn.add_vline(
        x=now.isoformat(),
        line={"color": style.INK, "width": 1, "dash": "dot"},
        layer="below",
        annotation={
            "text": "now",
            "font": {"size": 11},
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
        },
    )


def bar(rows: pd.DataFrame) -> dict[str, Any]:
    """Return where bars stand that reach from `first` to `last`, inclusive.

    `base` is the first day, `x` the length in milliseconds, as Plotly wants it.
    """
    days = (rows["last"] - rows["first"]).dt.days + 1
    return {
        "orientation": "h",
        "base": rows["first"].dt.strftime("%Y-%m-%d").tolist(),
        "x": [int(length) * style.DAY for length in days],
    }


def _spans(projects: pd.DataFrame, rows: _Rows, period: str) -> Iterator[go.Bar]:
    """Yield one thin bar per project, and another for what is late of it."""
    shown = projects[projects["project"].isin(rows.of_project)]
    yield go.Bar(
        **bar(shown),
        y=[rows.of_project[p] for p in shown["project"]],
        width=0.22,
        marker={"color": style.INK, "line": {"width": 0}},
        name="project",
        hovertext=[_about_project(p, period) for p in rows_of(shown)],
        hoverinfo="text",
        showlegend=False,
    )
    late = shown[shown["periods_late"].fillna(0) > 0]
    if len(late):
        overrun = late.assign(first=late["on_time_until"] + NEXT_DAY)
        yield go.Bar(
            **bar(overrun),
            y=[rows.of_project[p] for p in late["project"]],
            width=0.5,
            marker={
                "color": "#ffe3d3",
                "line": {"color": style.VERMILION, "width": 1.5},
                "pattern": style.pattern("/", "#ffe3d3", style.VERMILION),
            },
            name="late",
            legendrank=1001,
            hovertext=[_about_project(p, period) for p in rows_of(late)],
            hoverinfo="text",
        )


def _about_project(project: Any, period: str) -> str:  # noqa: ANN401
    lines = [span(project.first, project.last), f"due {day(project.due)}"]
    if project.periods_late and project.periods_late > 0:
        lines.append(f"late by {count(int(project.periods_late), period)}")
    return hover(named(project.project, project.name), lines)


def _bars(
    packages: pd.DataFrame, rows: _Rows, held: tuple[str, ...], period: str
) -> Iterator[go.Bar]:
    """Yield the packages, those of the holding chain apart from the others."""
    shown = packages[
        packages["package"].isin(rows.of_package) & (packages["periods"] > 0)
    ]
    chained = shown["package"].isin(held)
    done = (shown["status"] == "done") & ~chained
    for title, subset, colour in (
        ("package", shown[~chained & ~done], style.WORK),
        ("done", shown[done], style.DONE),
        ("holds the last date", shown[chained], style.HOLDING),
    ):
        if subset.empty:
            continue
        yield go.Bar(
            **bar(subset),
            y=[rows.of_package[p] for p in subset["package"]],
            width=0.78,
            marker={
                "color": colour,
                "line": {
                    "color": style.INK if colour == style.HOLDING else style.PAPER,
                    "width": 1.5 if colour == style.HOLDING else 0,
                },
            },
            name=title,
            text=[label(_people(p.people)) for p in rows_of(subset)],
            textposition="inside",
            insidetextanchor="start",
            textangle=0,
            textfont={"size": 11, "color": style.ink_on(colour)},
            hovertext=[_about_package(p, period) for p in rows_of(subset)],
            hoverinfo="text",
        )


def _people(names: tuple[str, ...]) -> str:
    return listed(names, most=4) if len(names) > 4 else ", ".join(names)


def _about_package(package: Any, period: str) -> str:  # noqa: ANN401
    lines = [
        named(package.project, package.project_name),
        f"{span(package.first, package.last)}, {count(int(package.periods), period)}",
        f"{number(package.hours)} h: {package.team}" if package.team else "nobody",
    ]
    if package.waiting:
        lines.append(f"waits {count(int(package.waiting), period)} for people")
    return hover(named(package.package, package.name), lines)


def _milestones(packages: pd.DataFrame, rows: _Rows) -> Iterator[go.Scatter]:
    shown = packages[
        packages["package"].isin(rows.of_package) & (packages["periods"] == 0)
    ]
    if len(shown):
        yield go.Scatter(
            x=shown["first"].dt.strftime("%Y-%m-%d").tolist(),
            y=[rows.of_package[p] for p in shown["package"]],
            mode="markers",
            marker={"symbol": "diamond", "size": 12, "color": style.INK},
            name="milestone",
            hovertext=[
                hover(named(p.package, p.name), [day(p.first)]) for p in rows_of(shown)
            ],
            hoverinfo="text",
        )


def _dues(projects: pd.DataFrame, rows: _Rows, period: str) -> Iterator[go.Scatter]:
    shown = projects[
        projects["project"].isin(rows.of_project) & projects["due"].notna()
    ]
    if len(shown):
        yield go.Scatter(
            x=(shown["on_time_until"] + NEXT_DAY).dt.strftime("%Y-%m-%d").tolist(),
            y=[rows.of_project[p] for p in shown["project"]],
            mode="markers",
            marker={
                "symbol": "diamond-tall",
                "size": 13,
                "color": style.PAPER,
                "line": {"color": style.INK, "width": 1.5},
            },
            name="due",
            hovertext=[_about_project(p, period) for p in rows_of(shown)],
            hoverinfo="text",
        )


def _links(
    links: pd.DataFrame, chain: HoldingChain | None, rows: _Rows
) -> Iterator[go.Scatter]:
    """Yield all links, and once more those that hold the last date."""
    shown = links[
        links["predecessor"].isin(rows.of_package)
        & links["successor"].isin(rows.of_package)
    ]
    holding = {
        (hold.holder, hold.package)
        for hold in (chain.holds if chain else ())
        if hold.cause is Cause.LINK
    }
    holds = [(link.predecessor, link.successor) in holding for link in rows_of(shown)]
    if len(shown):
        yield arrows(_steps(shown, rows), "link", style.LINK)
    if any(holds):
        steps = _steps(shown[holds], rows)
        yield arrows(steps, "link that holds", style.HOLDING, width=2)


def _steps(links: pd.DataFrame, rows: _Rows) -> list[Step]:
    return [
        Step(
            (link.leaves, rows.of_package[link.predecessor]),
            (link.reaches, rows.of_package[link.successor]),
            from_start=link.type.startswith("start"),
            to_end=link.type.endswith("finish"),
        )
        for link in rows_of(links)
    ]


def _shared(
    packages: pd.DataFrame, chain: HoldingChain | None, rows: _Rows
) -> Iterator[go.Scatter]:
    """Yield the steps of the chain that people or facilities hold, dotted."""
    spans = {p.package: (p.first, p.last) for p in rows_of(packages)}
    steps = [
        Step(
            (spans[hold.holder][1] + NEXT_DAY, rows.of_package[hold.holder]),
            (spans[hold.package][0], rows.of_package[hold.package]),
        )
        for hold in (chain.shared if chain else ())
        if hold.holder in rows.of_package
    ]
    if steps:
        yield arrows(steps, "shared people that hold", style.HOLDING, "dot", width=2)


def _axes(
    drawn: go.Figure, packages: pd.DataFrame, projects: pd.DataFrame, rows: _Rows
) -> None:
    drawn.update_yaxes(
        tickvals=list(range(len(rows.titles))),
        ticktext=rows.titles,
        range=[len(rows.titles) - 0.4, -1],
        showgrid=False,
        tickfont={"color": style.INK},
    )
    if packages.empty:
        return
    due = projects[projects["project"].isin(rows.of_project)]["on_time_until"]
    last = pd.concat([packages["last"], due.dropna()]).max()
    style.dated(drawn, packages["first"].min() - 2 * NEXT_DAY, last + 5 * NEXT_DAY)
    drawn.update_xaxes(side="bottom")
