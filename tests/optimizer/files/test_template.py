"""The template teaches, offers choices, can be filled in and is read as it is."""

from __future__ import annotations

import re
import zipfile
from datetime import date

import pytest

from optimizer.errors import UnwritableFile
from optimizer.files import read, write_template
from optimizer.files.assembling import Assembly, References
from optimizer.files.examples import EXAMPLES, SETTINGS
from optimizer.files.findings import Findings, Place
from optimizer.files.flattening import rows_of
from optimizer.files.sheet import Row
from optimizer.files.table import Role
from optimizer.files.tables import TABLES
from optimizer.files.workbook_reading import read_workbook
from optimizer.files.workbook_writing import write_workbook
from optimizer.portfolio.portfolio import Portfolio


@pytest.fixture
def template(tmp_path):
    """A template as it is handed out."""
    write_template(tmp_path / "template.xlsx")
    return tmp_path / "template.xlsx"


def test_it_is_read_as_an_empty_portfolio(template):
    loaded = read(template)
    assert loaded.portfolio.timeline.start == SETTINGS["start"]
    assert loaded.portfolio.engineers == ()
    assert (loaded.plan, loaded.notes) == (None, ())


def test_it_has_every_sheet_behind_the_lesson(template):
    names = [sheet.name for sheet in read_workbook(template)]
    assert names == ["Read me", *(table.title for table in TABLES)]


def test_every_sheet_has_headers_and_a_grey_example(template):
    sheets = {sheet.name: sheet.rows for sheet in read_workbook(template)}
    for table in TABLES:
        if not table.vertical:
            headers = [cell for cell in sheets[table.title][0][1] if cell]
            assert headers == [column.title for column in table.columns]
            assert str(sheets[table.title][1][1][0]).startswith("# ")


def test_choices_and_ids_are_offered(template):
    with zipfile.ZipFile(template) as archive:
        sheets = [
            archive.read(n).decode()
            for n in archive.namelist()
            if re.match(r"xl/worksheets/sheet\d+\.xml", n)
        ]
    offered = " ".join(re.findall(r"<formula1>(.*?)</formula1>", " ".join(sheets)))
    for source in (
        "fixed_team,effort_team,pool",
        "finish_start,",
        "yes,no",
        "'Engineers'!$A$2",
        "'Packages'!$B$2",
        "'Projects'!$A$2",
    ):
        assert source in offered
    assert all("<pane " in sheet for sheet in sheets[1:])


def test_examples_are_of_the_format():
    for name, rows in EXAMPLES.items():
        (table,) = [table for table in TABLES if table.name == name]
        columns = {column.name: column for column in table.columns}
        for row in rows:
            assert set(row) <= set(columns)
            assert {c.name for c in table.columns if c.required} - {"periods"} <= set(
                row
            )
            for column, value in row.items():
                assert columns[column].kind.write(value) != ""
    assert set(EXAMPLES) == {table.name for table in TABLES if not table.vertical}


def test_examples_fit_together():
    findings = Findings()
    references = References({}, findings)
    assembly = Assembly(findings)
    rows = {
        table.name: [
            Row(Place(table.title, n), dict(row))
            for n, row in enumerate(EXAMPLES.get(table.name, ()), 2)
        ]
        for table in TABLES
    }
    for table in TABLES:
        references.learn(table, rows[table.name])
    for table in TABLES:
        references.settle(table, rows[table.name])
        if table.owner or table.of_role(Role.KEY, Role.FIELD):
            assembly.add(table, rows[table.name])
    assert findings.errors == []


def test_a_filled_template_is_read(template):
    """Filled in with the writer of workbooks, which lays sheets out in the same way."""
    rows = rows_of(
        read(template).portfolio,
        [table for table in TABLES if table.model is Portfolio],
    )
    rows["engineers"] = [{"id": "ana"}]
    rows["skills"] = [{"engineer": "ana", "skill": "ML"}]
    rows["projects"] = [{"id": "AI", "due": date(2027, 3, 5)}]
    write_workbook(template, rows, EXAMPLES)
    portfolio = read(template).portfolio
    assert [e.id for e in portfolio.engineers] == ["ana"]
    assert portfolio.projects[0].due == date(2027, 3, 5)


def test_only_workbooks_are_templates(tmp_path):
    with pytest.raises(UnwritableFile, match=r"\.xlsx"):
        write_template(tmp_path / "template.json")
    assert list(tmp_path.iterdir()) == []
