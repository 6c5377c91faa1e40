from datetime import date

import pytest

from api.cli.changes import change, with_changes
from api.cli.exits import Refused
from optimizer.errors import UnreadableFile
from scenarios.changes.engineer_leaves import EngineerLeaves
from scenarios.scenario import Scenario

NOTHING = Scenario(name="Nothing")


def test_a_change_is_a_kind_and_its_fields():
    found = with_changes(NOTHING, ["engineer_leaves engineer=Ana on=2026-03-02"])
    assert found.changes == (EngineerLeaves(engineer="Ana", on=date(2026, 3, 2)),)


def test_changes_come_after_those_of_the_scenario_in_their_order():
    leaves = "engineer_leaves engineer={} on=2026-03-02"
    first = with_changes(NOTHING, [leaves.format("Ana")])

    found = with_changes(first, [leaves.format("Bo"), leaves.format("Cy")])

    assert [one.engineer for one in found.changes] == ["Ana", "Bo", "Cy"]


def test_nothing_said_changes_nothing():
    assert with_changes(NOTHING, []) is NOTHING


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("k f=Ana", "Ana"),
        ("k f=12.5", pytest.approx(12.5)),
        ("k f=true", True),
        ("k 'f=Ana Maria'", "Ana Maria"),
        ("k f='{\"a\": [1]}'", {"a": [1]}),
        ("k f=a=b", "a=b"),
    ],
)
def test_values_are_json_where_they_can_be_and_text_where_not(text, value):
    assert change(text)["f"] == value


@pytest.mark.parametrize("text", ["", "engineer_leaves Ana", "k f='open"])
def test_what_is_no_change_is_refused_with_an_example(text):
    with pytest.raises(Refused, match="engineer=Ana on=2026-03-02"):
        change(text)


def test_a_field_that_is_wrong_is_named():
    with pytest.raises(UnreadableFile) as refused:
        with_changes(NOTHING, ["engineer_leaves engineer=Ana on=soon"])
    (issue,) = refused.value.issues
    assert "on" in issue.where
