"""Schemas and documentation are those of the code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from optimizer.files import limits, outcome_schema, portfolio_schema
from optimizer.files.reference import BEGIN, SCHEMAS, tables_text, with_tables
from optimizer.files.schema import documented
from optimizer.files.validating import models_inside
from optimizer.plan.goals import Measure
from optimizer.plan.outcome import Outcome
from optimizer.plan.plan import Plan
from optimizer.portfolio.issue import Issue
from optimizer.portfolio.portfolio import Portfolio

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "format.md").read_text("utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_the_one_of_the_code(name):
    committed = json.loads((DOCS / "schema" / f"{name}.json").read_text("utf-8"))
    assert committed == json.loads(json.dumps(SCHEMAS[name]()))


@pytest.mark.parametrize("root", [Portfolio, Plan, Outcome])
def test_a_schema_has_every_field_of_every_model(root):
    schema = SCHEMAS[root.__name__.lower()]()
    for model in models_inside(root):
        part = schema if model is root else schema["$defs"][model.__name__]
        part = part.get("anyOf", [part])[-1]
        assert set(part["properties"]) == set(model.model_fields)
        assert part["additionalProperties"] is False
        assert part["description"]


def test_every_field_that_people_fill_in_is_described():
    schema = portfolio_schema()
    nested = {
        "absences", "skills", "ramp_up", "value_steps", "packages", "demands", "uses", "consumes",
        "modes", "predecessors", "progress", "locks", "quarters", "scores",
    }  # fmt: skip
    for name in ("Calendar", "Engineer", "Project", "Package", "Demand", "Budget"):
        fields = schema["$defs"][name]["properties"].items()
        assert {field for field, said in fields if "description" not in said} <= nested


def test_a_link_may_be_text_in_the_schema():
    assert portfolio_schema()["$defs"]["Link"]["anyOf"][0]["type"] == "string"


def test_defaults_of_numbers_are_numbers():
    text = json.dumps([portfolio_schema(), outcome_schema()])
    assert portfolio_schema()["properties"]["standard_week"]["default"] == 40
    assert '"default": "1"' not in text


def test_docstrings_are_split_into_fields():
    text, fields = documented(Portfolio)
    assert text == "All projects that compete for the same people."
    assert fields["standard_bau_share"] == fields["standard_week"]
    assert fields["now"].startswith("Everything before is fact")


def test_the_page_of_the_format_has_the_tables_of_the_code():
    assert BEGIN in PAGE
    assert tables_text() in PAGE
    assert with_tables(PAGE) == PAGE


def test_the_page_names_every_key_of_an_outcome_and_every_measure():
    answers = PAGE.split("## What `--json` prints")[1]
    for model in (Outcome, Issue, *models_inside(Outcome)):
        if model.__module__ != "optimizer.plan.plan":
            for field in set(model.model_fields) - {"format", "versions"}:
                assert f"`{field}`" in answers, (model, field)
    for measure in Measure:
        assert f"`{measure}`" in answers


def test_the_page_states_the_limits_of_the_code():
    said = " ".join(PAGE.split())
    assert (
        f"{limits.FILE_BYTES // limits.MEBIBYTE} MiB (a workbook: {limits.UNPACKED_BYTES // 2**30} GiB unpacked)"
        in said
    )
    assert (
        f"At most {limits.ROWS:,} rows per sheet, {limits.COLUMNS} columns, {limits.CELL_CHARACTERS:,} characters per cell"
        in said
    )
