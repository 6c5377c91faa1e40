"""Pages as what is told, which is kept, and what is told as pages.

Only whoever makes or writes a page loads what draws its figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

from api.jobs.telling import Telling, Told, ToldAmount, ToldChart, ToldSection
from optimizer.report.page import Chart, Headline, KeyFigure, Section
from optimizer.report.unwritten import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def told(page: Page) -> Told:
    """Return what a page tells."""
    headline = page.headline
    sections = [section for section in page.sections if section is not None]
    telling = Telling(
        title=page.title,
        eyebrow=page.eyebrow,
        decision=headline.decision,
        mood=headline.mood,
        sentences=headline.sentences,
        amounts=tuple(
            ToldAmount(
                title=one.title, amount=one.amount, remark=one.remark, mood=one.mood
            )
            for one in headline.figures
        ),
        sections=tuple(map(ToldSection.of, sections)),
        colophon=page.colophon,
    )
    return Told(telling=telling, figures=dict(_figures(sections)))


def page(told: Told) -> Page:
    """Return what is told as a page, which can be written as HTML."""
    telling = told.telling
    amounts = tuple(
        KeyFigure(one.title, one.amount, one.remark, one.mood)
        for one in telling.amounts
    )
    return Page(
        telling.title,
        telling.eyebrow,
        Headline(telling.decision, telling.sentences, amounts, telling.mood),
        tuple(section(one, told.figures) for one in telling.sections),
        telling.colophon,
    )


def section(told: ToldSection, figures: Mapping[str, str]) -> Section:
    """Return a section as part of a page.

    Parameters
    ----------
    figures
        By name, as JSON; all that it names.
    """
    return Section(
        told.id,
        told.title,
        told.sentences,
        tuple(_chart(one, figures) for one in told.charts),
        tuple(one.grid() for one in told.grids),
    )


def _chart(told: ToldChart, figures: Mapping[str, str]) -> Chart:
    drawn = {
        one.choice: go.Figure(orjson.loads(figures[one.name])) for one in told.figures
    }
    return Chart(told.id, told.title, told.description, drawn, told.choice, told.wide)


def _figures(sections: list[Section]) -> Iterator[tuple[str, str]]:
    """Yield every figure by its name, as JSON."""
    for chart in (chart for section in sections for chart in section.charts):
        named = zip(ToldChart.of(chart).figures, chart.figures.values(), strict=True)
        for one, figure in named:
            yield one.name, str(to_json_plotly(figure))
