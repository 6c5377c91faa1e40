"""A comparison and a decomposition as tables."""

import codecs
import csv
import math

import pandas as pd
import pytest

from optimizer.plan.outcome import SolveStatus
from scenarios.answers.answer import Answer, AnswerKind
from scenarios.candidate import Candidate
from scenarios.comparison.by_cause import decompose_by_cause
from scenarios.comparison.comparison import compare
from scenarios.interval import Interval
from scenarios.scenario import Scenario
from scenarios.tables import comparison as tables


@pytest.fixture
def comparison(small, answered):
    """One engineer alone, helped by a contractor, and a scenario without a plan."""
    alone = small.replace(portfolio=small.portfolio.replace(offers=()))
    nothing = Answer(
        kind=AnswerKind.RESPONSE,
        status=SolveStatus.INFEASIBLE,
        net_value=Interval(low=None, high=None),
    )
    return compare(
        [
            answered("Alone", alone),
            answered("Helped", small),
            Candidate("Impossible", small, nothing),
        ]
    )


def test_measures_have_a_row_per_candidate_and_nothing_where_there_is_no_plan(
    comparison,
):
    table = tables.measures(comparison).set_index("candidate")
    assert list(table["net_value"][:2]) == [100.0, 115.25]
    assert list(table["projects_on_time"][:2]) == [1, 2]
    assert table.loc["Impossible", "standing"] == "impossible"
    assert math.isnan(table.loc["Impossible", "net_value"])


def test_the_last_row_of_value_by_project_is_the_sum_of_the_others(comparison):
    table = tables.value_by_project(comparison).set_index("item")
    for name in ("Alone", "Helped"):
        assert table[name][:-1].sum() == table.loc["net value", name]
    assert table["Impossible"].isna().all()
    assert table.loc["Con", "Helped"] == -55


def test_projects_have_a_row_per_candidate(comparison):
    table = tables.projects(comparison)
    assert list(table["candidate"]) == ["Alone", "Helped", "Impossible"] * 2
    assert list(table["fate"]) == [
        *("on time", "on time", "no plan"),
        *("dropped", "on time", "no plan"),
    ]


def test_differences_add_up_to_the_extra_net_value(comparison):
    table = tables.differences(comparison)
    extra = tables.measures(comparison).set_index("candidate")["extra_net_value"]
    assert set(table["after"]) == {"Helped"}
    assert table["difference"].sum() == extra["Helped"] == 15.25
    assert list(table["kind"]) == ["project", "project", "offer"]


def test_causes_have_a_row_per_change(small, asker):
    dropped = {"kind": "project_dropped", "project": "B"}
    scenario = Scenario.model_validate({"name": "Drop", "changes": [dropped]})
    table = tables.causes(decompose_by_cause(small, scenario, asker))
    assert list(table["part_low"]) == list(table["part_high"]) == [-15.25]


def test_tables_are_written_as_text_that_reads_back(comparison, tmp_path):
    files = tables.write_csv(tables.tables_of(comparison), tmp_path / "out")
    assert [file.name for file in files] == [
        "measures.csv",
        "value_by_project.csv",
        "projects.csv",
        "differences.csv",
    ]
    with files[0].open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert [row["net_value"] for row in rows] == ["100.0", "115.25", ""]
    assert [row["last_day"] for row in rows] == ["2026-01-23", "2026-01-23", ""]
    assert [row["projects"] for row in rows] == ["2", "2", ""]


def test_no_spreadsheet_takes_a_name_for_a_formula(tmp_path):
    table = pd.DataFrame({"name": ["-2+3", "", "Größe"], "=cmd()": [-1.5, 0.0, 2.0]})
    (file,) = tables.write_csv({"names": table}, tmp_path)
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    assert rows == [
        ["name", "'=cmd()"],
        ["'-2+3", "-1.5"],
        ["", "0.0"],
        ["Größe", "2.0"],
    ]
    assert file.read_bytes().startswith(codecs.BOM_UTF8)
