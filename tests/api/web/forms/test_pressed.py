"""Buttons inside a form."""

from api.web.forms.entered import read, tree_of
from api.web.forms.kinds import CLASSES, form_for
from api.web.forms.pressed import begun, pressed

PROJECT = form_for("project_added")


def press(tree, *presses):
    """What is entered after some buttons, and where the last one leads."""
    focus = ""
    for one in presses:
        tree, focus = pressed(PROJECT, tree, one, "it")
    return tree, focus


def test_a_row_is_added_after_the_last_and_is_gone_on_at():
    tree, focus = press(
        begun(PROJECT), "add it.project.packages", "add it.project.packages"
    )
    assert list(tree["project"]["packages"]) == ["0", "1"]
    assert focus == "project.packages.1"


def test_what_was_entered_stays_when_a_row_before_it_goes():
    pairs = [
        ("it.project.id", "N"),
        ("it.project.packages.0.id", "A"),
        ("it.project.packages.1.id", "B"),
    ]
    tree, _ = press(tree_of(pairs, "it"), "remove it.project.packages.0")
    assert tree["project"]["packages"] == {"1": {"id": "B"}}
    assert tree["project"]["id"] == "N"


def test_a_part_that_need_not_be_there_is_given_and_taken_away():
    before = tree_of([("it.project.packages.0.id", "A")], "it")
    path = "it.project.packages.0.progress"
    tree, focus = press(before, f"give {path}")
    assert tree["project"]["packages"]["0"]["progress~given"] == "on"
    assert focus == "project.packages.0.progress"
    assert press(tree, f"take {path}")[0] == before


def test_a_table_gets_rows_within_rows():
    form = form_for("engineer_joins")
    tree, focus = pressed(form, begun(form), "add it.engineer.skills", "it")
    assert tree["engineer"]["skills"] == {"0": {"key": "", "value": {}}}
    assert focus == "engineer.skills.0"


def test_presses_that_no_button_has_change_nothing():
    tree = begun(PROJECT)
    for one in (
        "",
        "add",
        "add it",
        "add it.project.nothing",
        "drop it.project",
        "add x.y",
    ):
        assert pressed(PROJECT, tree, one, "it") == (tree, "")


def test_a_list_that_is_needed_begins_with_as_many_rows_as_it_needs():
    form = form_for("package_split")
    assert begun(form) == {"shares": {"0": "", "1": ""}}
    assert read(CLASSES["package_split"], form, begun(form))[0] is None
