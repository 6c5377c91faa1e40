"""Editing a portfolio in the page: nothing is lost, and nothing wrong is kept."""

import pytest

from api.access.principal import Role
from api.web.forms.entered import pairs_of, tree_from
from api.web.thing_editing import PREFIX
from api.web.things import Place, What, form_for, found_at
from optimizer import Portfolio


@pytest.fixture
def edit(kept):
    """Where the portfolio is edited."""
    return f"/portfolios/{kept.rpartition('/')[2]}/edit"


@pytest.fixture
def fields(chief, kept):
    """A function that fills in the form of a thing as it is."""

    def fill(what, name="", /, **changed):
        portfolio = Portfolio.model_validate_json(chief.get(kept).content)
        value = found_at(portfolio, Place(what, name))
        tree = tree_from(form_for(what), value)
        version = chief.get(kept).headers["ETag"].strip('"')
        given = {"version": version, **dict(pairs_of(tree, PREFIX))}
        return given | {f"{PREFIX}.{path}": text for path, text in changed.items()}

    return fill


def test_everything_is_listed_and_opens(visitor, edit):
    shown = visitor.open(edit)
    assert shown.status_code == 200
    for link in ("person?name=Ann", "project?name=P", "package?name=build", "general"):
        assert f"{edit}/{link}" in shown.text
        assert visitor.open(f"{edit}/{link}").status_code == 200
    for what in What:
        path = f"{edit}/{what}" + ("?project=P" if what is What.PACKAGE else "")
        assert visitor.open(path).status_code == 200


def test_a_person_is_changed_added_and_removed(visitor, chief, kept, edit, fields):
    sent = fields(What.PERSON, "Ann", hours_per_week="32", cost_per_hour="70.5")
    done = visitor.send(f"{edit}/person?name=Ann", **sent)
    assert done.url.path == edit
    ann = chief.get(kept).json()["engineers"][0]
    assert (ann["hours_per_week"], ann["cost_per_hour"]) == (32, 70.5)
    added = {
        "version": "2",
        "it.id": "Ben",
        "it.skills.0.key": "BE",
        "it.skills.0.value.level": "4",
    }
    visitor.send(f"{edit}/person", **added)
    ben = chief.get(kept).json()["engineers"][1]
    assert (ben["id"], ben["skills"]["BE"]["level"]) == ("Ben", 4)
    visitor.send(f"{edit}/person/remove?name=Ben", version="3")
    assert [it["id"] for it in chief.get(kept).json()["engineers"]] == ["Ann"]
    assert chief.get(kept).headers["ETag"] == '"4"'


def test_a_project_keeps_its_packages_and_a_package_its_project(
    visitor, chief, kept, edit, fields
):
    sent = fields(What.PROJECT, "P", value="250", due="2026-01-16", mandatory="on")
    visitor.send(f"{edit}/project?name=P", **sent)
    sent = fields(What.PACKAGE, "build", **{"demands.0.effort": "60"})
    visitor.send(f"{edit}/package?name=build", **sent)
    added = {
        "version": "3",
        "it.id": "test",
        "it.duration": "1",
        "it.predecessors.0.package": "build",
    }
    visitor.send(f"{edit}/package?project=P", **added)
    (project,) = chief.get(kept).json()["projects"]
    assert (project["value"], project["due"], project["mandatory"]) == (
        250,
        "2026-01-16",
        True,
    )
    build, test = project["packages"]
    assert build["demands"][0]["effort"] == 60
    assert test["predecessors"][0]["package"] == "build"


def test_the_portfolio_itself_is_edited(visitor, chief, kept, edit, fields):
    sent = fields(What.GENERAL, name="Renamed", now="2026-01-12")
    visitor.send(f"{edit}/general", **sent)
    found = chief.get(kept).json()
    assert (found["name"], found["now"]) == ("Renamed", "2026-01-12")
    assert found["engineers"]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    visitor, chief, kept, edit, fields
):
    sent = fields(
        What.PERSON, "Ann", hours_per_week="many", first="2026-03-01", last="2026-02-01"
    )
    refused = visitor.send(f"{edit}/person?name=Ann", **sent)
    assert refused.status_code == 422
    assert 'id="it-hours_per_week-wrong"' in refused.text
    assert 'value="many"' in refused.text
    sent = fields(What.PERSON, "Ann", first="2026-03-01", last="2026-02-01")
    refused = visitor.send(f"{edit}/person?name=Ann", **sent)
    assert refused.status_code == 422
    assert "2026-02-01" in refused.text
    assert chief.get(kept).headers["ETag"] == '"1"'


def test_who_refers_to_a_thing_keeps_it_from_being_removed(
    visitor, chief, kept, edit, fields
):
    added = {
        "version": "1",
        "it.id": "test",
        "it.duration": "1",
        "it.predecessors.0.package": "build",
    }
    visitor.send(f"{edit}/package?project=P", **added)
    sent = fields(What.PACKAGE, "build")
    refused = visitor.send(f"{edit}/package/remove?name=build", **sent)
    assert refused.status_code == 422
    assert "It cannot be removed" in refused.text
    assert "projects/P/packages/test" in refused.text
    assert chief.get(kept).headers["ETag"] == '"2"'


def test_what_refers_to_a_thing_follows_where_it_gets_another_short_name(
    visitor, chief, kept, edit, fields
):
    added = {
        "version": "1",
        "it.id": "test",
        "it.duration": "1",
        "it.predecessors.0.package": "build",
        "it.locks.must.0": "Ann",
        "it.locks~given": "on",
    }
    visitor.send(f"{edit}/package?project=P", **added)
    visitor.send(f"{edit}/package?name=build", **fields(What.PACKAGE, "build", id="B"))
    visitor.send(f"{edit}/person?name=Ann", **fields(What.PERSON, "Ann", id="Anna"))
    found = chief.get(kept).json()
    build, test = found["projects"][0]["packages"]
    assert (build["id"], test["predecessors"][0]["package"]) == ("B", "B")
    assert (found["engineers"][0]["id"], test["locks"]["must"]) == ("Anna", ["Anna"])


def test_a_new_short_name_that_the_running_plan_does_not_know_has_to_be_confirmed(
    visitor, chief, kept, edit, fields, plan
):
    chief.post(f"{kept}/plans", json=plan.model_dump(mode="json"))
    sent = fields(What.PERSON, "Ann", id="Anna")
    refused = visitor.send(f"{edit}/person?name=Ann", **sent)
    assert refused.status_code == 422
    assert "leave the short name as it was" in refused.text
    assert chief.get(kept).headers["ETag"] == '"1"'


def test_our_own_script_gets_a_refused_form_as_a_page_that_no_browser_logs(
    visitor, edit, fields
):
    sent = fields(What.PERSON, "Ann", hours_per_week="many")
    assert visitor.send(f"{edit}/person?name=Ann", **sent).status_code == 422
    visitor.client.headers["HX-Request"] = "true"
    shown = visitor.send(f"{edit}/person?name=Ann", **sent)
    assert shown.status_code == 200
    assert 'id="it-hours_per_week-wrong"' in shown.text


def test_what_the_running_plan_names_is_removed_only_by_who_is_sure(
    visitor, chief, kept, edit, fields, plan
):
    chief.post(f"{kept}/plans", json=plan.model_dump(mode="json"))
    visitor.send(
        f"{edit}/person", **{"version": "1", "it.id": "Ben", "it.skills.0.key": "BE"}
    )
    sent = fields(What.PERSON, "Ann")
    refused = visitor.send(f"{edit}/person/remove?name=Ann", **sent)
    assert refused.status_code == 422
    assert "The running plan would not fit" in refused.text
    done = visitor.send(f"{edit}/person/remove?name=Ann", sure="on", **sent)
    assert done.url.path == edit
    assert [it["id"] for it in chief.get(kept).json()["engineers"]] == ["Ben"]


def test_whoever_is_second_sees_both_and_loses_nothing(
    visitor, chief, kept, edit, fields, document
):
    sent = fields(What.PERSON, "Ann", hours_per_week="32", team="Blue")
    document["engineers"][0] |= {"hours_per_week": 20, "location": None}
    document["name"] = "Theirs"
    chief.put(kept, json=document, headers={"If-Match": '"1"'})
    moved = visitor.send(f"{edit}/person?name=Ann", **sent)
    assert moved.status_code == 412
    assert "Somebody else was first" in moved.text
    assert "Contract hours per week" in moved.text
    assert ">20<" in moved.text
    assert 'value="32"' in moved.text
    assert 'value="Blue"' in moved.text
    done = visitor.send(f"{edit}/person?name=Ann", **(sent | {"version": "2"}))
    assert done.url.path == edit
    found = chief.get(kept).json()
    ann = found["engineers"][0]
    assert (ann["hours_per_week"], ann["team"], found["name"]) == (32, "Blue", "Theirs")


def test_a_thing_that_was_removed_meanwhile_can_be_added_again(
    visitor, chief, kept, edit, fields
):
    visitor.send(
        f"{edit}/person", **{"version": "1", "it.id": "Ben", "it.skills.0.key": "BE"}
    )
    sent = fields(What.PERSON, "Ben", team="Red")
    visitor.send(f"{edit}/person/remove?name=Ben", version="2")
    moved = visitor.send(f"{edit}/person?name=Ben", **sent)
    assert moved.status_code == 412
    assert "They removed Ben" in moved.text
    visitor.send(f"{edit}/person?name=Ben", **(sent | {"version": "3"}))
    assert chief.get(kept).json()["engineers"][1]["team"] == "Red"


def test_a_form_that_is_sent_twice_writes_one_version(
    visitor, chief, kept, edit, fields
):
    sent = fields(What.PROJECT, "P", value="250")
    for _ in range(2):
        done = visitor.send(f"{edit}/project?name=P", **sent)
        assert done.url.path == edit
    assert chief.get(kept).headers["ETag"] == '"2"'


def test_buttons_inside_a_form_keep_nothing(visitor, chief, kept, edit, fields):
    sent = fields(What.PERSON, "Ann", team="Blue")
    shown = visitor.send(f"{edit}/person?name=Ann", press="add it.absences", **sent)
    assert shown.status_code == 200
    assert 'name="it.absences.0.first"' in shown.text
    assert 'value="Blue"' in shown.text
    assert chief.get(kept).headers["ETag"] == '"1"'


def test_only_planners_edit(visit, join, kept, edit):
    viewer = visit(join(grants=[(kept.rpartition("/")[2], Role.VIEWER)]))
    stranger = visit(join())
    for path in (edit, f"{edit}/person?name=Ann"):
        assert viewer.open(path).status_code == 403
        assert stranger.open(path).status_code == 404
    sent = {"version": "1", "it.id": "Ben"}
    assert viewer.send(f"{edit}/person", **sent).status_code == 403
    assert viewer.send(f"{edit}/person/remove?name=Ann", **sent).status_code == 403


def test_what_is_not_there_is_not_found(visitor, edit):
    for path in ("person?name=Eve", "package", "package?project=Q", "weather"):
        answered = visitor.open(f"{edit}/{path}").status_code
        assert answered == (422 if path == "weather" else 404)
