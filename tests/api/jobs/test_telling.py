"""What is told of a result: kept as a value, and shown again as it was."""

import json
from datetime import date

import pandas as pd
import pytest

from api.jobs import pages
from api.jobs.telling import Told, ToldGrid
from optimizer.report.charts import style
from optimizer.report.grid import MOST_ROWS, Kind, grid
from optimizer.report.page import Chart, Headline, KeyFigure, Section
from optimizer.report.unwritten import Page

COLUMNS = {
    "name": ("Name", Kind.TEXT),
    "people": ("People", Kind.TEXT),
    "first": ("From", Kind.DAY),
    "hours": ("Hours", Kind.HOURS),
    "share": ("Share", Kind.PERCENT),
    "late": ("Late", Kind.YES_NO),
}
TABLE = pd.DataFrame(
    {
        "name": ["=1+1", "b"],
        "people": [("Ann", "Bo"), ()],
        "first": pd.to_datetime([date(2026, 1, 5), None]),
        "hours": [1234567.25, float("nan")],
        "share": [0.5, 1.0],
        "late": [True, False],
    }
)


def chart(name, *choices):
    figures = {choice: style.figure(300) for choice in choices or [""]}
    return Chart(name, "Chart", "What it shows.", figures, "Skill")


@pytest.fixture
def page():
    """A page with everything that pages have."""
    section = Section(
        "one",
        "One",
        ("A sentence.",),
        (chart("value"), chart("demand", "ML", "BE")),
        (grid("Table", TABLE, COLUMNS).with_faded([False, True]).with_note("Note."),),
    )
    headline = Headline("Yes.", ("Because.",), (KeyFigure("Value", "1 k€"),), "bad")
    return Page("Title", "Kind", headline, (section, None), ("At the foot.",))


def test_what_is_told_can_be_kept_and_is_shown_as_it_was(page):
    told = pages.told(page)
    again = Told.model_validate_json(told.model_dump_json())
    assert again == told
    shown = pages.page(again)
    assert (shown.title, shown.eyebrow, shown.colophon) == (
        page.title,
        page.eyebrow,
        page.colophon,
    )
    assert shown.headline == page.headline
    [section], [before, _] = shown.sections, page.sections
    assert [one.rows for one in section.grids] == [one.rows for one in before.grids]
    assert [one.faded for one in section.grids] == [frozenset({1})]
    assert [one.choices for one in section.charts] == [("",), ("ML", "BE")]
    assert before.title in shown.render()


def test_figures_have_names_of_their_own_and_are_what_plotly_draws(page):
    told = pages.told(page)
    assert list(told.figures) == ["value", "demand-1", "demand-2"]
    names = [one.name for each in told.telling.charts for one in each.figures]
    assert names == list(told.figures)
    assert json.loads(told.figures["demand-2"])["layout"]["height"] == 300


def test_tables_hold_contents_and_not_their_text():
    told = ToldGrid.of(grid("Table", TABLE, COLUMNS))
    assert told.rows == (
        ("=1+1", "Ann, Bo", "2026-01-05", 1234567.25, 0.5, True),
        ("b", "", None, None, 1, False),
    )


def test_a_long_table_is_kept_whole_and_shown_in_part():
    table = pd.DataFrame({"name": [f"row {number}" for number in range(1200)]})
    told = ToldGrid.of(grid("Long", table, {"name": ("Name", Kind.TEXT)}))
    assert len(told.rows) == 1200
    assert len(told.cells) == told.shown == MOST_ROWS
    assert "first 1,000 of 1,200" in told.note
