"""The format of yesterday's files: what they say must never mean something else.

If this fails because a field was added, add it to the files. If it fails for any other
reason, the format has been broken.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from optimizer.files import parse, read, read_plan, write
from optimizer.files.flattening import rows_of
from optimizer.files.table import Role
from optimizer.files.tables import PLAN_TABLES, PORTFOLIO_TABLES, TABLES

GOLDEN = Path(__file__).parents[2] / "golden"
LEFT_OUT = {("plan", "selected"), ("offers", "first"), ("offers", "last")}


@pytest.fixture(scope="module")
def loaded():
    """The golden portfolio and plan."""
    return read(GOLDEN / "portfolio.json")


def test_the_golden_file_says_everything_that_can_be_said(loaded):
    rows = rows_of(loaded.portfolio, PORTFOLIO_TABLES) | rows_of(
        loaded.plan, PLAN_TABLES
    )
    said = {
        (name, column)
        for name, listed in rows.items()
        for row in listed
        for column in row
    }
    sayable = {
        (t.name, c.name) for t in TABLES for c in t.columns if c.role is not Role.EXTRA
    }
    assert sayable - said == LEFT_OUT


def test_the_folder_says_the_same_as_the_json(loaded):
    folder = read(GOLDEN / "portfolio")
    assert (folder.portfolio, folder.plan, folder.notes) == (
        loaded.portfolio,
        loaded.plan,
        (),
    )


def test_json_is_written_as_it_was(loaded, tmp_path):
    write(loaded.portfolio, tmp_path / "x.json", loaded.plan)
    assert (tmp_path / "x.json").read_bytes() == (
        GOLDEN / "portfolio.json"
    ).read_bytes()


def test_a_folder_is_written_as_it_was(loaded, tmp_path):
    write(loaded.portfolio, tmp_path / "x", loaded.plan)
    texts = {
        file.name: file.read_text("utf-8-sig") for file in (tmp_path / "x").iterdir()
    }
    assert texts == {
        file.name: file.read_text("utf-8-sig")
        for file in (GOLDEN / "portfolio").iterdir()
    }


def test_a_workbook_says_the_same(loaded, tmp_path):
    write(loaded.portfolio, tmp_path / "x.xlsx", loaded.plan)
    book = read(tmp_path / "x.xlsx")
    assert (book.portfolio, book.plan, book.notes) == (
        loaded.portfolio,
        loaded.plan,
        (),
    )
    assert read_plan(tmp_path / "x.xlsx", loaded.portfolio) == loaded.plan


def test_figures_keep_their_exact_decimals(loaded):
    ana = loaded.portfolio.engineers[0]
    assert (
        str(ana.cost_per_hour),
        str(ana.bau_hours),
        str(ana.skills["ML"].speed),
    ) == ("80.1234", "1.5", "1.1")


def test_a_predecessor_may_be_its_id_alone():
    text = """{"timeline": {"start": "2026-01-05", "horizon": 9}, "projects": [{"id": "P", "packages": [
        {"id": "A", "duration": 1}, {"id": "B", "duration": 1, "predecessors": ["A"]}]}]}"""
    (link,) = parse(text.encode()).portfolio.projects[0].packages[1].predecessors
    assert (link.package, link.type, link.lag, link.soft) == (
        "A",
        "finish_start",
        0,
        False,
    )
