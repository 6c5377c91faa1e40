"""Kinds of change as people look for them."""

from api.web.forms.kinds import GROUPS, concerns, filled_in, offered, titles
from scenarios.changes import KINDS


def test_every_kind_stands_in_one_group():
    assert sorted(kind for group in GROUPS.values() for kind in group) == sorted(KINDS)
    assert len(set(titles().values())) == len(KINDS)


def test_every_kind_is_explained_in_a_sentence():
    for group in offered().values():
        for one in group:
            assert one.about.endswith(".")


def test_what_was_clicked_offers_what_is_about_it():
    of_person = {one.kind for group in offered(["person"]).values() for one in group}
    assert {"engineer_leaves", "engineer_absent", "released"} <= of_person
    assert "engineer_joins" not in of_person  # it makes a person
    assert "package_split" not in of_person


def test_what_was_clicked_is_filled_in():
    assert filled_in("link_added", {"package": "AI2"}) == {"package": "AI2"}
    assert filled_in("link_added", {"person": "Ana"}) == {}
    assert concerns("due_moved", "project")
