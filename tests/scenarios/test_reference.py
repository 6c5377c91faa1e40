"""What the documents say of scenarios is what the code does."""

import json
from pathlib import Path

import pytest

from optimizer.files.json_text import indented
from optimizer.files.schema import schema_of
from scenarios.changes import KINDS
from scenarios.reading import read_scenario
from scenarios.reference import SCHEMAS, with_changes
from scenarios.writing import document_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
SAMPLES = sorted((ROOT / "data" / "atlas" / "scenarios").glob("*.json"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_those_of_the_code(name):
    written = (ROOT / "docs" / "schema" / f"{name}.json").read_bytes()
    assert written == indented(schema_of(SCHEMAS[name])), "make docs"


def test_the_page_lists_every_kind_of_change_as_it_is():
    assert with_changes(PAGE) == PAGE, "make docs"
    assert [kind for kind in KINDS if f"#### `{kind}`" not in PAGE] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_can_be_read_and_applied(path, atlas_base):
    scenario = read_scenario(path)

    assert scenario.apply(atlas_base) != atlas_base
    kinds = [change["kind"] for change in document_of(scenario)["changes"]]
    assert kinds == [c["kind"] for c in json.loads(path.read_text("utf-8"))["changes"]]
