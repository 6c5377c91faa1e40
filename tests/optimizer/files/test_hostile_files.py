"""Hostile and broken files end in one clear error that names where, never in a traceback."""

from __future__ import annotations

import json
import os
import struct
import zipfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter

from optimizer.errors import InvalidPortfolio, UnreadableFile
from optimizer.files import json_text, limits, parse, read, read_plan, workbook_reading

TIMELINE = {"timeline": {"start": "2026-01-05", "horizon": 20}}


def refusal(path):
    with pytest.raises(UnreadableFile) as refused:
        read(path)
    assert all(issue.where and issue.message for issue in refused.value.issues)
    return str(refused.value)


def json_refusal(content):
    with pytest.raises(UnreadableFile) as refused:
        parse(content.encode() if isinstance(content, str) else content, "x.json")
    return str(refused.value)


# ---------------------------------------------------------------- JSON


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "It is empty"),
        (" \n", "It is empty"),
        ("{", "Line 1, column 2"),
        ("nonsense", "Line 1, column 1"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1e400}', "too long"),
        ('{"a": 1e-400}', "too long"),
        ('{"a": %s}' % ("9" * 5000), "too long"),
        ('{"a": 0.%s}' % ("9" * 5000), "too long"),
        ('{"a": 1, "a": 2}', "'a' is given twice"),
        ("[" * 100_000, "too deep"),
        ('{"a":' * 100_000, "too deep"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", "UTF-8"),
        (b"PK\x03\x04xyz", "workbook"),
        ("[]", "should be"),
        ('"text"', "should be"),
        ("null", "should be"),
        ("{}", "timeline is missing"),
        ('{"certificate": {}}', "It is an outcome"),
        ('{"packages": []}', "It is a plan"),
    ],
)
def test_text_that_is_no_portfolio(content, said):
    assert said in json_refusal(content)


@pytest.mark.parametrize(
    ("fields", "where", "said"),
    [
        (
            {"engineers": [{"id": "ana", "bau_share": "much"}]},
            "x.json engineers/ana/bau_share",
            "should be a number, found 'much'",
        ),
        (
            {"engineers": [{"id": "ana", "bau_share": True}]},
            "x.json engineers/ana/bau_share",
            "found True",
        ),
        (
            {"engineers": [{"id": "ana", "bau_share": 1.5}]},
            "x.json engineers/ana/bau_share",
            "less than or equal to 1",
        ),
        ({"engineers": [{"id": ""}]}, "x.json engineers/0/id", "at least 1 character"),
        ({"engineers": [{"id": 7}]}, "x.json engineers/0/id", "valid string"),
        (
            {"engineers": [{"id": "ana", "skils": {}}]},
            "x.json engineers/ana/skils",
            "did you mean 'skills'",
        ),
        ({"engineers": {"id": "ana"}}, "x.json engineers", "tuple"),
        ({"horizon": 3}, "x.json horizon", "unknown"),
        ({"format": 2}, "x.json format", "should be 1, found 2"),
        ({"now": "soon"}, "x.json now", "found 'soon'"),
        (
            {"now": 86400},
            "x.json now",
            "should be a date such as 2026-12-31, found 86400",
        ),
        ({"now": "86400"}, "x.json now", "found '86400'"),
        (
            {"now": "2026-01-05T00:00:00"},
            "x.json now",
            "should be a date such as 2026-12-31",
        ),
        ({"now": "2026-02-30"}, "x.json now", "should be a date such as 2026-12-31"),
        (
            {"locations": [{"id": "X", "holidays": [1e9]}]},
            "x.json locations/X/holidays/0",
            "should be a date",
        ),
        ({"name": "\ud800"}, "x.json name", "found"),
        (
            {"projects": [{"id": "P", "packages": [{"id": "A", "duration": -1}]}]},
            "x.json projects/P/packages/A/duration",
            "greater than or equal to 0, found -1",
        ),
        (
            {"projects": [{"id": "P", "value": 10**12}]},
            "x.json projects/P/value",
            "less than or equal",
        ),
        (
            {"projects": [{"id": "P", "value": 0.001}]},
            "x.json projects/P/value",
            "decimal",
        ),
    ],
)
def test_fields_are_located_by_their_ids(fields, where, said):
    message = json_refusal(json.dumps(TIMELINE | fields))
    assert f"{where}: " in message
    assert said in message


def test_periods_of_hours_in_a_plan_are_dates():
    work = {"engineer": "ana", "package": "A", "demand": "ML", "hours": {"86400": 8}}
    with pytest.raises(
        UnreadableFile, match=r"should be a date such as 2026-12-31, found '86400'"
    ):
        json_text.plan_of(json.dumps({"assignments": [work]}).encode(), "plan.json")


def test_all_errors_are_told_at_once():
    people = [{"id": f"e{n}", "bau_share": 2} for n in range(30)]
    with pytest.raises(UnreadableFile) as refused:
        parse(json.dumps(TIMELINE | {"engineers": people, "now": 1.5}).encode())
    assert len(refused.value.issues) == 31


def test_endless_errors_are_counted():
    people = [{"id": 0} for _ in range(5000)]
    with pytest.raises(UnreadableFile, match=r"4000 more errors") as refused:
        parse(json.dumps(TIMELINE | {"engineers": people}).encode())
    assert len(refused.value.issues) == 1001


def test_a_huge_value_is_not_echoed():
    message = json_refusal(
        json.dumps(
            TIMELINE
            | {"now": "x" * 10**6, "engineers": {"y" * 10**6: [[0] * 1000] * 100}}
        )
    )
    assert len(message) < 2000


def test_numbers_keep_their_decimals():
    text = '{"timeline": {"start": "2026-01-05", "horizon": 9}, "projects": [{"id": "P", "value": 999999999.99}]}'
    assert str(parse(text.encode()).portfolio.projects[0].value) == "999999999.99"


def test_a_million_objects_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 1000)
    people = [{"id": f"e{n}"} for n in range(2000)]
    assert "more than 1000 objects" in json_refusal(
        json.dumps(TIMELINE | {"engineers": people})
    )


def test_contradictions_are_located_in_json():
    fields = {"projects": [{"id": "P", "requires": ["Q"]}]}
    with pytest.raises(InvalidPortfolio, match="projects/P"):
        parse(json.dumps(TIMELINE | fields).encode())


# ---------------------------------------------------------------- any file


def test_a_file_that_is_not_there(tmp_path):
    for name in ("no.json", "no.xlsx", "nothing"):
        assert "no such file" in refusal(tmp_path / name)


def test_a_folder_in_place_of_a_file(tmp_path):
    for name in ("x.json", "x.xlsx"):
        (tmp_path / name).mkdir()
    assert "a workbook was expected" in refusal(tmp_path / "x.xlsx")
    assert "no CSV files" in refusal(tmp_path / "x.json")


@pytest.mark.parametrize("name", ["x.csv", "x.xls", "x.xlsb", "x.ods"])
def test_kinds_of_files_that_are_not_read(tmp_path, name):
    (tmp_path / name).write_bytes(b"id\nana\n")
    assert name in refusal(tmp_path / name)


def test_a_file_larger_than_allowed(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1000)
    for name in ("x.json", "x.xlsx"):
        (tmp_path / name).write_bytes(b"P" * 1001)
        assert "MiB" in refusal(tmp_path / name)


@contextmanager
def nobody():
    """Root may read everything, so that it is somebody else for a while."""
    if os.getuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_read():
    # Nobody else may enter pytest's own folder; here only the file is forbidden.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "x.json"
        file.write_text("{}")
        file.chmod(0)
        with nobody():
            assert "may not be read" in refusal(file)


def test_a_name_that_no_file_system_has(tmp_path):
    assert "cannot be opened" in refusal(tmp_path / ("n" * 5000 + ".json"))


# ---------------------------------------------------------------- CSV


def test_errors_of_all_sheets_are_told_at_once_with_their_cells(folder):
    place = folder(
        engineers="id,hours_per_week,colour\nana,forty,red\nana,1,\n,5,\n",
        skills="engineer,skill,level\nana,ML,9\nzoe,ML,\nana,,3\n",
        demands="package,skill\nAI9,ML\n",
        links="package,predecessor\nAI1,AI7\n",
    )
    message = refusal(place)
    for where, said in (
        (
            "engineers.csv!B2",
            "Hours per week should be a number of hours per week such as 40, found 'forty'",
        ),
        ("engineers.csv!C1", "'colour' is unknown"),
        ("engineers.csv!A3", "'ana' stands in engineers.csv!2 already"),
        ("engineers.csv!4", "Id is missing"),
        ("skills.csv!C2", "less than or equal to 5, found 9"),
        ("skills.csv!A3", "The person 'zoe' is unknown"),
        ("skills.csv!4", "Skill is missing"),
        ("demands.csv!A2", "The package 'AI9' is unknown; did you mean 'AI1'?"),
        ("links.csv!B2", "The package 'AI7' is unknown"),
    ):
        assert any(
            line.strip().startswith(f"{where}: ") and said in line
            for line in message.splitlines()
        ), (where, message)


def test_contradictions_name_their_row(folder):
    place = folder(links="package,predecessor\nAI1,AI1\n")
    with pytest.raises(InvalidPortfolio) as refused:
        read(place)
    assert any(
        "links.csv!" in issue.message or "packages.csv!" in issue.message
        for issue in refused.value.issues
    )


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"portfolio": None, "portfolio.csv": None}, "no sheet 'Portfolio'"),
        ({"portfolio": "setting,value\nhorizon,3\n"}, "Start is missing"),
        (
            {
                "portfolio": "setting,value\nstart,2026-01-05\nhorizon,3\nstart,2026-01-05\n"
            },
            "Start is given twice",
        ),
        (
            {"portfolio": "setting,value\nstart,2026-01-05\nhorizon,3\nhorizn,4\n"},
            "did you mean 'Horizon'",
        ),
        ({"enginers": "id\nana\n"}, "did you mean 'Engineers'"),
        ({"people": "id\nana\n"}, "second sheet 'Engineers'"),
        ({"engineers": "id,id\nana,bo\n"}, "Id is given twice"),
        ({"engineers": "team\nx\n"}, "The column 'Id' is missing"),
        ({"engineers": "id\nana,3\n"}, "stands under no header"),
        ({"engineers": "id,name\nana,=1+1\n"}, "formulas are not read"),
        ({"engineers": "id,hours_per_week\nana,=40\n"}, "formulas are not read"),
        ({"engineers": "id,name\nana,\"=cmd|' /C calc'!A0\"\n"}, "engineers.csv!B2"),
        ({"engineers": b"id\n\x81\x8d\n"}, "UTF-8 or Windows-1252"),
        ({"engineers": b"\x89PNG\r\n\x1a\n\x00\x00\xff"}, "not text"),
        ({"engineers": b"\xff\xfe\x00"}, "UTF-8 or Windows-1252"),
        ({"engineers": "id\n" + "x" * 200_000 + "\n"}, "not CSV"),
        ({"engineers": "id" + ",x" * 600 + "\n"}, "more than 500 columns"),
        (
            {"ramp_up": "engineer,week,share\nana,1,0.5\nana,3,0.6\n"},
            "Week of 'ana' should be 2",
        ),
        ({"demands": "package,mode,skill\nAI1,fast,ML\n"}, "'AI1' has no mode 'fast'"),
        (
            {"running_teams": "package,engineer,demand\nAI1,ana,ML\n"},
            "no row on the sheet Progress",
        ),
        (
            {
                "assignments": "engineer,package,demand,period,hours\nana,AI1,ML,2026-01-05,\n"
            },
            "Hours is missing",
        ),
        (
            {"assignments": "engineer,package,demand,period,hours\nana,AI1,ML,,4\n"},
            "Period is missing",
        ),
        (
            {
                "assignments": "engineer,package,demand,period,hours\n"
                + "ana,AI1,ML,2026-01-05,4\n" * 2
            },
            "has hours in 2026-01-05 already",
        ),
        (
            {"plan_packages": "package,start\nAI1,2026-01-05\n"},
            "Periods, or a finish, is missing",
        ),
    ],
)
def test_folders_that_are_wrong_somewhere(folder, files, said):
    place = folder(**{name: text for name, text in files.items() if text is not None})
    if "portfolio.csv" in files:
        (place / "portfolio.csv").unlink()
    assert said in refusal(place)


def test_a_million_rows_are_refused(folder, monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 1000)
    assert "more than 1000 rows" in refusal(folder(engineers="id\n" + "ana\n" * 2000))


def test_sheets_of_other_people_are_passed_over_with_a_note(folder):
    (note,) = read(folder(pivot="a,b\n1,2\n")).notes
    assert (note.code, note.where) == ("sheet_passed_over", "pivot.csv")


def test_a_plan_must_be_there_to_be_read(folder):
    place = folder()
    with pytest.raises(UnreadableFile, match="no plan"):
        read_plan(place, read(place).portfolio)


def test_a_plan_of_other_people_is_located(folder):
    place = folder()
    portfolio = read(place).portfolio
    other = folder(plan_packages="package,start,periods\nXX,2026-01-05,3\n")
    with pytest.raises(
        UnreadableFile, match=r"plan_packages.csv!A2: The package 'XX' is unknown"
    ):
        read_plan(other, portfolio)


# ---------------------------------------------------------------- workbooks


def test_errors_in_a_workbook_name_file_sheet_and_cell(workbook):
    path = workbook(
        "atlas.xlsx", Engineers=[["Id", "Hours per week"], ["ana", "forty"]]
    )
    assert "atlas.xlsx Engineers!B2: Hours per week should be" in refusal(path)


def test_formulas_are_refused_with_their_cells(workbook):
    path = workbook(
        Engineers=[
            ["Id", "Hours per week", "Name"],
            ["ana", "=20*2", '="A"&"B"'],
            ["bo", 40, "=1/0"],
        ]
    )
    message = refusal(path)
    for cell in ("B2", "C2", "C3"):
        assert f"book.xlsx Engineers!{cell}: " in message
    assert "=20*2" in message


def rezipped(path, change):
    """The workbook with the content of its parts changed."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in change(parts).items():
            archive.writestr(name, content)
    return path


def test_error_values_are_refused(workbook):
    def spoiled(parts):
        name = "xl/worksheets/sheet2.xml"
        parts[name] = (
            parts[name]
            .replace(b"<v>40</v>", b"<v>#REF!</v>")
            .replace(b'<c r="B2">', b'<c r="B2" t="e">')
        )
        return parts

    path = rezipped(
        workbook(Engineers=[["Id", "Hours per week"], ["ana", 40]]), spoiled
    )
    assert "Engineers!B2" in refusal(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(workbook, monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 10**6)

    def bomb(parts):
        return parts | {"xl/worksheets/sheet9.xml": b" " * 2 * 10**6}

    path = rezipped(workbook(), bomb)
    assert path.stat().st_size < 100_000
    assert "unpacks to more than" in refusal(path)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(workbook, monkeypatch):
    monkeypatch.setattr(workbook_reading, "MEMORY_BYTES", 250 * limits.MEBIBYTE)

    def bomb(parts):
        name = "xl/worksheets/sheet1.xml"
        return parts | {
            name: parts[name].replace(
                b"<sheetData>", b"<sheetData>" + b" " * 200_000_000
            )
        }

    path = rezipped(workbook(), bomb)
    content = path.read_bytes()
    size = struct.pack(
        "<I", zipfile.ZipFile(path).getinfo("xl/worksheets/sheet1.xml").file_size
    )
    path.write_bytes(content.replace(size, struct.pack("<I", 1000)))
    assert refusal(path)


def test_a_cell_at_the_far_end_is_refused(workbook):
    def stretched(parts):
        name = "xl/worksheets/sheet2.xml"
        parts[name] = (
            parts[name]
            .replace(b'r="B2"', b'r="XFD1048576"')
            .replace(b'<row r="2"', b'<row r="1048576"')
        )
        return parts

    path = rezipped(
        workbook(Engineers=[["Id", "Hours per week"], [None, 40]]), stretched
    )
    assert any(said in refusal(path) for said in ("more than", "more memory"))


def test_too_many_rows_in_a_workbook(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 1000)
    path = tmp_path / "x.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Engineers").write_column(0, 0, ["ana"] * 2000)
    book.close()
    assert "'Engineers' has more than 1000 rows" in refusal(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zip",
        b"PK",
        b"PK\x03\x04" + b"\x00" * 100,
        b"PK\x05\x06" + b"\x00" * 18,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000,
    ],
)
def test_files_that_are_no_workbook(tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)
    assert "workbook" in refusal(tmp_path / "x.xlsx")


def test_a_zip_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "not a readable Excel workbook" in refusal(tmp_path / "x.xlsx")


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    ],
)
@pytest.mark.parametrize(
    "content", [b"", b"<", b"<worksheet", b"\x00\xff", b"<a><b></a>"]
)
def test_broken_parts_of_a_workbook(workbook, part, content):
    path = rezipped(
        workbook(Engineers=[["Id"], ["ana"]]), lambda parts: parts | {part: content}
    )
    try:
        read(path)
    except (UnreadableFile, InvalidPortfolio) as refused:
        assert refused.issues  # noqa: PT017 - some broken parts do no harm


def test_entities_are_not_expanded(workbook):
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    path = rezipped(workbook(), lambda parts: parts | {"xl/sharedStrings.xml": laughs})
    assert "declares XML entities" in refusal(path)


def test_a_truncated_workbook(workbook):
    path = workbook()
    path.write_bytes(path.read_bytes()[:-200])
    assert "not a readable Excel workbook" in refusal(path)
