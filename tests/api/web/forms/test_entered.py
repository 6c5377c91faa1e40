"""What somebody entered: kept as it came, and read as the change that it means."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.web.forms.drawn import drawn
from api.web.forms.entered import Entry, pairs_of, read, tree_from, tree_of
from api.web.forms.kinds import CLASSES, form_for
from api.web.forms.parts import Kind
from optimizer.files.reading import read as read_file
from scenarios.changes import KINDS
from scenarios.changes.project_added import ProjectAdded
from scenarios.reading import read_scenario
from tests.scenarios.changes.random_changes import some_change

ATLAS = read_file("data/atlas/portfolio.json").portfolio
GOLDEN = read_scenario("tests/golden/scenario.json").changes
WHOLE = read_file("tests/golden/portfolio.json").portfolio


def again(change):
    """The change that a form means that has been filled in to mean a change."""
    form = form_for(change.kind)
    sent = tree_of(pairs_of(tree_from(form, change), "it"), "it")
    return read(type(change), form, sent)


@pytest.mark.parametrize("change", GOLDEN, ids=lambda change: change.kind)
def test_every_kind_of_change_can_be_entered(change):
    assert again(change) == (change, {})


@given(seed=st.integers(0, 10_000), kind=st.sampled_from(KINDS))
def test_random_changes_can_be_entered(seed, kind):
    change = some_change(Random(seed), ATLAS, kind)
    assert again(change) == (change, {})


@pytest.mark.parametrize("project", WHOLE.projects, ids=lambda project: project.id)
def test_everything_that_a_project_can_say_can_be_entered(project):
    change = ProjectAdded(project=project)
    assert again(change) == (change, {})


def entered(kind, **fields):
    """What comes of a form with these fields, and what is wrong with it."""
    pairs = [(f"it.{name}", text) for name, text in fields.items()]
    return read(CLASSES[kind], form_for(kind), tree_of(pairs, "it"))


def test_what_is_wrong_is_said_at_the_field_by_its_title():
    found, wrong = entered("engineer_leaves", engineer="Ana", on="soon")
    assert found is None
    assert list(wrong) == ["on"]
    assert wrong["on"][0].startswith("First day gone should be a date")


def test_rows_may_be_left_empty_and_errors_find_theirs():
    _, wrong = entered(
        "package_split",
        **{"package": "AI2", "shares.0": "", "shares.4": "0.5", "shares.7": "1/2"},
    )
    assert "shares.7" in wrong
    assert "shares.4" not in wrong
    assert "1/2" in wrong["shares.7"][0]


def test_a_name_that_a_table_has_twice_is_refused():
    fields = {
        "budget": "B",
        "quarters.0.key": "2026-Q1",
        "quarters.0.value": "1",
        "quarters.1.key": "2026-Q1",
        "quarters.1.value": "2",
    }
    found, wrong = entered("budget_changed", **fields)
    assert found is None
    assert list(wrong) == ["quarters.1.key"]


def test_no_date_is_meant_only_where_it_is_said():
    assert "due" in entered("due_moved", project="AI", due="")[1]
    found, _ = entered("due_moved", **{"project": "AI", "due": "", "due~none": "on"})
    assert found.due is None


def test_an_empty_list_that_is_said_differs_from_none():
    nothing = entered("person_locked", engineer="Ana")
    assert nothing[0] is None
    none, _ = entered(
        "person_locked", **{"engineer": "Ana", "only_projects~given": "on"}
    )
    assert none.only_projects == ()


def test_numbers_are_read_exactly_and_others_are_repeated_as_they_came():
    found, _ = entered("project_revalued", project="AI", factor="0.3333")
    assert str(found.factor) == "0.3333"
    _, wrong = entered("project_revalued", project="AI", factor="0,5")
    assert "'0,5'" in wrong["factor"][0]
    _, wrong = entered("project_revalued", project="AI", factor="0.33333")
    assert "0.33333" in wrong["factor"][0]
    assert "Decimal" not in wrong["factor"][0]


@pytest.mark.parametrize(
    "name", ["it", "it.", "it.engineer.x.y", "it..", "other.engineer", "it.0.0.0"]
)
def test_fields_of_no_form_change_nothing(name):
    pairs = [("it.engineer", "Ana"), ("it.on", "2026-03-02"), (name, "x")]
    found, wrong = read(
        CLASSES["engineer_leaves"],
        form_for("engineer_leaves"),
        tree_of(pairs, "it"),
    )
    assert wrong == {}
    assert found.engineer == "Ana"


def everything(part):
    """A part and all that are inside it."""
    yield part
    for inner in part.parts:
        yield from everything(inner)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_title_and_numbers_no_names(kind):
    for part in everything(form_for(kind)):
        if part.name and part.kind is not Kind.GROUP:
            assert part.title
            assert "_" not in part.title


def test_what_was_entered_is_drawn_again_beside_what_is_wrong():
    pairs = [("it.project.value", "lots"), ("it.project.packages.3.id", "N1")]
    tree = tree_of(pairs, "it")
    form = form_for("project_added")
    _, wrong = read(ProjectAdded, form, tree)
    (project,) = drawn(Entry(form, tree, wrong), "it").controls
    controls = {one.path: one for one in project.controls}
    assert controls["it.project.value"].text == "lots"
    assert controls["it.project.value"].wrong
    (row,) = controls["it.project.packages"].rows
    assert row.path == "it.project.packages.3"
