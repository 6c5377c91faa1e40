"""Scenarios from and to JSON."""

from random import Random

import pytest

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL
from optimizer.errors import UnreadableFile, UnwritableFile
from scenarios.changes import KINDS
from scenarios.reading import parse_scenario, read_scenario
from scenarios.scenario import Scenario
from scenarios.writing import write_scenario
from tests.scenarios.changes.random_changes import some_change


def issues_of(text):
    """The issues of a text as (place, code)."""
    with pytest.raises(UnreadableFile) as refused:
        parse_scenario(text.encode(), "story.json")
    return [(issue.where, issue.code) for issue in refused.value.issues]


def message_of(text):
    """The one message of a text."""
    with pytest.raises(UnreadableFile) as refused:
        parse_scenario(text.encode(), "story.json")
    (issue,) = refused.value.issues
    return issue.message


def test_a_scenario_is_read_from_a_file(tmp_path):
    path = tmp_path / "story.json"
    path.write_text(
        '{"name": "Blocked", "now": "2026-02-23", "changes": [{"kind": '
        '"package_restarted", "package": "AI2", "not_before": "2026-03-16"}]}'
    )
    scenario = read_scenario(path)
    assert scenario.changes[0].kind == "package_restarted"
    assert str(scenario.now) == "2026-02-23"


@pytest.mark.parametrize("seed", range(8))
def test_what_is_written_is_read_again(tmp_path, seed):
    random = Random(seed)
    portfolio = case_of_seed(seed, SMALL).portfolio
    changes = tuple(some_change(random, portfolio, kind) for kind in KINDS)
    scenario = Scenario(
        name="all", description="every kind", now="2026-01-05", changes=changes
    )
    path = tmp_path / "all.json"
    write_scenario(scenario, path)
    assert read_scenario(path) == scenario


def test_only_json_is_written(tmp_path):
    with pytest.raises(UnwritableFile, match=r"should end in \.json"):
        write_scenario(Scenario(name="one"), tmp_path / "one.xlsx")


def test_every_error_is_found_at_its_change():
    text = """{"name": "", "changes": [
        {"kind": "engineer_leaves", "engineer": "Ana", "on": "soon"},
        {"kind": "engineer_laeves", "engineer": "Ana"},
        {"engineer": "Ana"},
        {"kind": "package_blocked", "package": "A", "untill": "2026-02-02"},
        {"kind": "project_added", "project": {"id": "N", "packages": [
            {"id": "N1", "duration": -1}]}},
        17,
        {"kind": "released"}
    ]}"""
    assert sorted(issues_of(text)) == sorted(
        [
            ("name", "string_too_short"),
            ("changes/1 (engineer_leaves)/on", "value_error"),
            ("changes/2/kind", "unknown_kind"),
            ("changes/3/kind", "missing"),
            ("changes/4 (package_blocked)/until", "missing"),
            ("changes/4 (package_blocked)/untill", "extra_forbidden"),
            (
                "changes/5 (project_added)/project/packages/N1/duration",
                "greater_than_equal",
            ),
            ("changes/6", "model_attributes_type"),
            ("changes/7 (released)", "value_error"),
        ]
    )


def test_an_unknown_kind_names_the_kinds_and_the_nearest():
    message = message_of('{"name": "x", "changes": [{"kind": "project_droped"}]}')
    assert "Did you mean project_dropped" in message
    for kind in KINDS:
        assert kind in message


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"timeline": {}}', "It is a portfolio"),
        ('{"packages": []}', "It is a plan"),
        ('{"certificate": {}}', "It is an outcome"),
        ("[1]", "It holds no object"),
    ],
)
def test_another_document_is_called_what_it_is(text, what):
    assert message_of(text).startswith(what)


@pytest.mark.parametrize("text", ["", "[1]", "null", '{"changes": 3, "name": "x"}'])
def test_what_is_no_scenario_is_refused(text):
    assert issues_of(text)


def test_a_field_of_another_kind_is_not_proposed_to_itself():
    message = message_of(
        '{"name": "x", "changes": [{"kind": "engineer_leaves", "engineer": "Ana", '
        '"on": "2026-02-23", "hours": 8}]}'
    )
    assert message.startswith("The field 'hours' is unknown")
    assert "mean 'hours'" not in message


def test_more_changes_than_anybody_states_are_refused_before_they_are_applied():
    change = '{"kind": "project_dropped", "project": "P"}'
    text = f'{{"name": "x", "changes": [{", ".join([change] * 1_001)}]}}'
    assert issues_of(text) == [("changes", "too_long")]
