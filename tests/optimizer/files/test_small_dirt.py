"""Small dirt in a filled template is read, and said; where it might be read wrongly, it is located."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from optimizer.errors import UnreadableFile
from optimizer.files import kinds, read, read_plan
from optimizer.files.cell import Cell, Units
from optimizer.files.findings import Findings, Place
from optimizer.files.numbers import Unfit
from optimizer.portfolio.calendar import Period
from optimizer.portfolio.issue import Severity

PLACE = Place("x.xlsx Engineers", 7, 2)


def reading(kind, found, units=None):
    findings = Findings()
    value = kind.read(Cell(found, PLACE, findings, units or Units()))
    return value, [note.code for note in findings.notes]


@pytest.mark.parametrize(
    ("kind", "found", "value", "codes"),
    [
        (kinds.MONEY, "37,5", "37.5", ["decimal_comma"]),
        (kinds.MONEY, "0,125", "0.12", ["decimal_comma", "rounded"]),
        (kinds.MONEY, "1.234,56", "1234.56", ["thousands"]),
        (kinds.MONEY, "1,234.56", "1234.56", ["thousands"]),
        (kinds.MONEY, "1,234,567", "1234567", ["thousands"]),
        (kinds.MONEY, "1.234.567", "1234567", ["thousands"]),
        (kinds.MONEY, "1 234", "1234", ["thousands"]),
        (kinds.MONEY, "1\u202f234,5", "1234.5", ["decimal_comma", "thousands"]),
        (kinds.MONEY, "12'500.25", "12500.25", ["thousands"]),
        (kinds.MONEY, "€ 1200", "1200", ["unit_dropped"]),
        (kinds.MONEY, "1200 EUR", "1200", ["unit_dropped"]),
        (kinds.MONEY, " 1200\u00a0", "1200", []),
        (kinds.MONEY, 0.1 + 0.2, "0.3", []),
        (kinds.MONEY, 1.005, "1", ["rounded"]),
        (kinds.MONEY, 1.015, "1.02", ["rounded"]),
        (kinds.MONEY, "1e3", "1000", []),
        (kinds.RATE, "80 €/h", "80", ["unit_dropped"]),
        (kinds.SHARE, "20 %", "0.2", ["percent"]),
        (kinds.SHARE, "20%", "0.2", ["percent"]),
        (kinds.SHARE, 20.0, "0.2", ["percent_assumed"]),
        (kinds.SHARE, 100, "1", ["percent_assumed"]),
        (kinds.SHARE, "33.3333 %", "0.3333", ["percent", "rounded"]),
        (kinds.SHARE, 1.0, "1", []),
        (kinds.SHARE, 0, "0", []),
        (kinds.HOURS, "12 h", "12", []),
        (kinds.HOURS, "3 d", "24", ["hours_from_d"]),
        (kinds.HOURS, "2 pw", "80", ["hours_from_pw"]),
        (kinds.HOURS, "1,5 days", "12", ["decimal_comma", "hours_from_days"]),
        (kinds.HOURS, "2 person-weeks", "80", ["hours_from_personweeks"]),
        (kinds.WEEKLY_HOURS, "50 %", "20", ["hours_from_share"]),
        (kinds.WEEKLY_HOURS, "0.8 FTE", "32", ["hours_from_share"]),
        (kinds.WEEKLY_HOURS, "4 d", "32", ["hours_from_share"]),
        (kinds.WEEKLY_HOURS, "38 h", "38", []),
        (kinds.WEEKLY_HOURS, "38 h/week", "38", []),
        (kinds.WEEKLY_HOURS, 38.5, "38.5", []),
    ],
)
def test_numbers_are_read_and_what_was_assumed_is_said(kind, found, value, codes):
    read_value, found_codes = reading(kind, found)
    assert read_value == Decimal(value)
    assert sorted(found_codes) == sorted(codes)


@pytest.mark.parametrize(
    ("kind", "found", "wanted"),
    [
        (kinds.MONEY, "1,234", "1.234 or 1234"),
        (kinds.MONEY, "1,2,3", "amount of money"),
        (kinds.MONEY, "forty", "amount of money"),
        (kinds.MONEY, "12 k€", "without 'k'"),
        (kinds.MONEY, True, "amount of money"),
        (kinds.MONEY, float("nan"), "amount of money"),
        (kinds.MONEY, float("inf"), "amount of money"),
        (kinds.MONEY, date(2026, 1, 2), "made a date of it"),
        (kinds.MONEY, "", "amount of money"),
        (kinds.SHARE, 1.5, None),
        (kinds.SHARE, "120 %", "between 0 and 1"),
        (kinds.SHARE, "0.2 h", "between 0 and 1"),
        (kinds.SHARE, 140, None),
        (kinds.HOURS, "1 FTE", "12 h, 3 d or 2 w"),
        (kinds.WEEKLY_HOURS, "2 w", "0.8 FTE"),
        (kinds.COUNT, 1.5, "whole number"),
        (kinds.COUNT, "3 d", "whole number"),
        (kinds.PERIODS, "3 d", "no whole number of them"),
        (kinds.PERIODS, "2 pw", "whole number of periods"),
        (kinds.YES_NO, "maybe", "yes or no"),
        (kinds.YES_NO, 2, "yes or no"),
        (kinds.QUARTER, "2026-Q5", "2026-Q1"),
        (kinds.DAY, "05/06/2026", "2026-06-05 or 2026-05-06"),
        (kinds.DAY, "31/31/2026", "a date such as"),
        (kinds.DAY, "2026-02-30", "a date such as"),
        (kinds.DAY, "soon", "a date such as"),
        (kinds.DAY, "12 Foo 2026", "a date such as"),
        (kinds.DAY, 3, "a date such as"),
        (kinds.DAY, float("nan"), "a date such as"),
        (kinds.DAY, float("inf"), "a date such as"),
        (kinds.DAY, True, "a date such as"),
        (kinds.ID, 1.5, "a number of it"),
        (kinds.ID, True, "a name"),
        (kinds.IDS, '"a" b', "names between semicolons"),
        (kinds.WEEKDAY_HOURS, "8/8/8", "seven numbers"),
        (kinds.WEEKDAY_HOURS, 8, "seven numbers"),
        (kinds.WEEKDAY_HOURS, "8/8/8/8/8/0/NaN", "seven numbers"),
        (kinds.NONE_MARK, "nobody", "(none)"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(kind, found, wanted):
    if wanted is None:
        value, _ = reading(kind, found)
        assert value > 1  # the domain model refuses it
    else:
        with pytest.raises(Unfit) as refusal:
            reading(kind, found)
        assert wanted in str(refusal.value)


@pytest.mark.parametrize(
    ("found", "codes"),
    [
        (date(2026, 12, 31), []),
        (datetime(2026, 12, 31), []),
        (datetime(2026, 12, 31, 8, 30), ["time_dropped"]),
        (46387, ["serial_date"]),
        (46387.0, ["serial_date"]),
        ("46387", ["serial_date"]),
        ("2026-12-31", []),
        (" 2026-12-31 ", []),
        ("2026/12/31", ["text_date"]),
        ("2026-12-31T00:00:00", ["text_date"]),
        ("2026-12-31 00:00:00", ["text_date"]),
        ("31.12.2026", ["text_date"]),
        ("31.12.26", ["text_date"]),
        ("31. 12. 2026", ["text_date"]),
        ("12/31/2026", ["text_date"]),
        ("31/12/2026", ["text_date"]),
        ("31-12-2026", ["text_date"]),
        ("31 Dec 2026", ["text_date"]),
        ("31. Dezember 2026", ["text_date"]),
        ("December 31, 2026", ["text_date"]),
        ("31-Dec-2026", ["text_date"]),
    ],
)
def test_dates_are_read_in_every_usual_way(found, codes):
    assert reading(kinds.DAY, found) == (date(2026, 12, 31), codes)


def test_a_week_is_read_as_its_monday():
    assert reading(kinds.DAY, "2026-W14") == (date(2026, 3, 30), ["text_date"])


@pytest.mark.parametrize(
    "found", ["yes", "Yes ", "Y", "ja", "x", "X", "TRUE", "1", 1, 1.0, True, "✓"]
)
def test_many_ways_of_yes(found):
    assert reading(kinds.YES_NO, found)[0] is True


@pytest.mark.parametrize("found", ["no", "N", "nein", "FALSE", "0", 0, 0.0, False])
def test_many_ways_of_no(found):
    assert reading(kinds.YES_NO, found)[0] is False


@pytest.mark.parametrize(
    ("found", "value", "codes"),
    [
        ("ana", "ana", []),
        (" ana\u00a0", "ana", []),
        ("\ufeffana", "ana", []),
        (101.0, "101", ["id_from_number"]),
        (101, "101", ["id_from_number"]),
        (date(2026, 1, 2), "2026-01-02", ["id_from_number"]),
        ("'t Hooft", "'t Hooft", []),
        ("'=x", "=x", []),
    ],
)
def test_ids_survive_what_spreadsheets_do_to_them(found, value, codes):
    assert reading(kinds.ID, found) == (value, codes)


@pytest.mark.parametrize(
    ("found", "value"),
    [
        ("ana; bo", ("ana", "bo")),
        ("ana, bo", ("ana", "bo")),
        ("ana\nbo", ("ana", "bo")),
        ("ana;;bo;", ("ana", "bo")),
        ('"a;b"; c', ("a;b", "c")),
        ('"a""b"', ('a"b',)),
        ("(none)", ()),
        (7.0, ("7",)),
    ],
)
def test_lists_of_ids_are_split(found, value):
    assert reading(kinds.IDS, found)[0] == value


def test_lengths_in_weeks_and_days_become_periods():
    daily = Units(period=Period.DAY)
    assert reading(kinds.PERIODS, "2 w") == (2, ["periods_from_w"])
    assert reading(kinds.PERIODS, "10 d") == (2, ["periods_from_d"])
    assert reading(kinds.PERIODS, "2 w", daily)[0] == 10
    assert reading(kinds.PERIODS, "3 d", daily)[0] == 3


def test_days_and_full_time_follow_the_standard_week():
    short = Units(standard_week=Decimal(35))
    assert reading(kinds.HOURS, "2 d", short)[0] == 14
    assert reading(kinds.WEEKLY_HOURS, "1 FTE", short)[0] == 35


def test_units_use_the_standard_week_of_the_settings(folder):
    place = folder(
        portfolio="setting,value\nstart,2026-01-05\nhorizon,20\nstandard week,35\nperiod,weeks\n",
        engineers="id,hours per week\nana,80 %\n",
        skills="engineer,skill\nana,ML\n",
    )
    assert read(place).portfolio.engineers[0].hours_per_week == 28


@pytest.mark.parametrize(
    "header", ["Id", "ENGINEER", " Name", "Employee", "id *", "Id (short)"]
)
def test_headers_have_synonyms_and_any_case(folder, header):
    place = folder(
        engineers=f"{header},hrs/week,Start date\nana,40,2026-01-05\nbo,20,\n"
    )
    ana = read(place).portfolio.engineers[0]
    assert (ana.id, ana.hours_per_week, ana.first) == ("ana", 40, date(2026, 1, 5))


def test_empty_rows_columns_titles_and_comments_are_passed_over(folder):
    place = folder(
        engineers="Our people,,,\n,,,\n,id,,name,#salary,Comment\n,,,,,\n,ana,,Ana,9,nice\n,# cy,,C,,\n,bo,,Bo,,\n"
    )
    people = read(place).portfolio.engineers
    assert [(p.id, p.name) for p in people] == [("ana", "Ana"), ("bo", "Bo")]


def test_settings_may_stand_further_right_under_a_title(workbook):
    settings = [
        ["Our portfolio"],
        [None, "Start", "05.01.2026"],
        [None, "Horizon", 20],
        [None, "# ours", "x"],
    ]
    settings[0] = ["# Our portfolio"]
    assert read(workbook(Portfolio=settings)).portfolio.timeline.horizon == 20


def test_repeated_assumptions_are_all_counted(folder):
    loaded = read(folder(engineers='id,bau_share\nana,"0,1"\nbo,"0,1"\ncy,"0,1"\n'))
    assert loaded.notes[0].message.endswith("So were 2 more cells.")


def test_a_dash_is_a_blank_cell(folder):
    loaded = read(folder(engineers="id,first\nana,-\nbo,–\n"))
    assert loaded.portfolio.engineers[0].first is None
    assert [note.code for note in loaded.notes] == ["blank"]


def test_an_assumption_is_told_once_per_column_with_the_first_cell(folder):
    loaded = read(folder(engineers='id,bau_share\nana,"0,1"\nbo,"0,2"\n'))
    (note,) = loaded.notes
    assert (note.where, note.severity) == ("engineers.csv!B2", Severity.NOTE)
    assert note.message == "'0,1' was read as 0.1. So was 1 more cell."


def test_a_percentage_without_sign_is_a_warning_with_its_cell(folder):
    (note,) = read(folder(engineers="id,bau_share\nana,20\nbo,0\n")).notes
    assert note.severity is Severity.WARNING
    assert note.where == "engineers.csv!B2"
    assert "0.2" in note.message


def test_ids_in_other_spelling_are_settled(folder):
    loaded = read(folder(demands="package,skill\n ai1 ,ML\n"))
    assert loaded.portfolio.projects[0].packages[0].demands
    assert [note.code for note in loaded.notes] == ["other_spelling"]


def test_a_finish_stands_for_the_number_of_periods(folder):
    place = folder(plan_packages="package,start,finish\nAI1,2026-01-05,2026-01-23\n")
    plan = read(place).plan
    assert plan.packages[0].periods == 3
    assert plan.selected == ("AI",)


def test_a_finish_that_contradicts_the_periods_is_located(folder):
    place = folder(
        plan_packages="package,start,periods,finish\nAI1,2026-01-05,2,2026-01-23\n"
    )
    with pytest.raises(
        UnreadableFile, match=r"plan_packages.csv!D2: .*contradicts 2 periods"
    ):
        read(place)


def test_a_finish_before_the_start_is_located(folder):
    place = folder(plan_packages="package,start,finish\nAI1,2026-01-19,2026-01-05\n")
    with pytest.raises(UnreadableFile, match=r"plan_packages.csv!C2"):
        read(place)


def test_hours_per_period_or_none_are_read(folder):
    place = folder(
        plan_packages="package,start,periods\nAI1,2026-01-05,3\n",
        assignments="engineer,package,skill,week,hours\nana,AI1,ML,2026-01-05,40\nana,AI1,ML,2026-01-12,1 w\nbo,AI1,ML,,\n",
    )
    ana, bo = read_plan(place, read(place).portfolio).assignments
    assert ana.hours == {date(2026, 1, 5): 40, date(2026, 1, 12): 40}
    assert bo.hours is None


def test_countries_become_holidays(folder):
    place = folder(
        locations="id,country,state\nMunich,de,BY\nOffice,,\n",
        holidays="location,day\nMunich,2026-04-01\n",
    )
    loaded = read(place)
    munich, office = loaded.portfolio.locations
    assert {date(2026, 1, 6), date(2026, 4, 3), date(2026, 4, 1)} <= set(
        munich.holidays
    )
    assert max(munich.holidays) < date(2026, 5, 25)
    assert office.holidays == ()
    assert "DE" in loaded.notes[0].message.upper()


@pytest.mark.parametrize(
    ("country", "state"), [("Atlantis", ""), ("DE", "XX"), ("DE-XX", "")]
)
def test_an_unknown_country_or_state_is_located(folder, country, state):
    place = folder(locations=f"id,country,state\nM,{country},{state}\n")
    with pytest.raises(UnreadableFile, match=r"locations.csv!B2: .* found"):
        read(place)


def test_semicolons_tabs_and_a_declared_separator_are_understood(folder):
    semicolons = "id;hours_per_week;first\nana;37,5;05.01.2026\nbo;40;\n"
    for text in (
        semicolons,
        semicolons.replace(";", "\t"),
        f"sep=;\n{semicolons}",
        semicolons.replace("\n", "\r\n"),
    ):
        assert read(folder(engineers=text)).portfolio.engineers[
            0
        ].hours_per_week == Decimal("37.5")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_spreadsheets_are_understood(folder, encoding):
    loaded = read(
        folder(engineers="id,name\nana,Jürgen Müller\nbo,Zoë\n".encode(encoding))
    )
    assert [p.name for p in loaded.portfolio.engineers] == ["Jürgen Müller", "Zoë"]
    assert [n.code for n in loaded.notes] == (
        ["encoding"] if encoding == "cp1252" else []
    )


def test_dirt_in_a_workbook_is_read(workbook):
    path = workbook(
        Engineers=[
            [None],
            ["", "Name ", "hrs/week", "Start date", None],
            ["", 101, "50 %", 46027],
            ["", "bo", "37,5", "05.01.2026"],
        ],
        Skills=[["Engineer", "Skill", "Level"], ["101", "ML", 3.0], ["BO", "ML ", "4"]],
        Projects=[["Project", "Value", "Mandatory"], ["AI", "1.000,50", "ja"]],
        Packages=[
            ["Project", "Package", "Duration", "Staffing"],
            ["AI", "AI1", "3 w", "Fixed team"],
        ],
        Demands=[["Package", "Skill"], ["AI1", "ML"]],
    )
    loaded = read(path)
    first, second = loaded.portfolio.engineers
    assert (first.id, first.hours_per_week, first.first) == (
        "101",
        20,
        date(2026, 1, 5),
    )
    assert (second.id, second.hours_per_week, second.skills["ML"].level) == (
        "bo",
        Decimal("37.5"),
        4,
    )
    assert loaded.portfolio.projects[0].value == Decimal("1000.5")
    assert {n.where.split("!")[0] for n in loaded.notes} >= {
        "book.xlsx Engineers",
        "book.xlsx Projects",
    }
