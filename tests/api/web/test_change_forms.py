"""Scenarios built by forms: every kind of change, errors, and two editors at once."""

import json
from pathlib import Path

import pytest

from api.access.principal import Role
from scenarios.changes import KINDS
from scenarios.scenario import Scenario
from tests.api.web.browsed import Form
from tests.api.web.forms.every_kind import CHANGES, with_more

ATLAS = Path("data/atlas")


@pytest.fixture(scope="module")
def atlas(chief):
    """The address of Atlas with its running plan, and something of everything."""
    portfolio = with_more(json.loads((ATLAS / "portfolio.json").read_text("utf-8")))
    plan = json.loads((ATLAS / "baseline.json").read_text("utf-8"))
    sent = chief.post("/v1/portfolios", json={"portfolio": portfolio, "plan": plan})
    return sent.headers["Location"].removeprefix("/v1")


@pytest.fixture
def leaving(visitor, atlas):
    """The address of a scenario in which Ana leaves."""
    fields = {"it.engineer": "Ana", "it.on": "2026-03-02"}
    made = visitor.send(f"{atlas}/scenarios/new/engineer_leaves", **fields)
    return made.url.path


def stored(chief, address):
    """A scenario as programs read it, and its version."""
    found = chief.get(f"/v1{address}")
    return found.json(), found.headers["ETag"].strip('"')


def test_there_is_a_change_of_every_kind_to_try():
    assert [change["kind"] for change in CHANGES] == list(KINDS)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change["kind"])
def test_a_form_makes_the_same_change_as_its_json(visitor, chief, atlas, change):
    document = {"name": "It", "changes": [change]}
    sent = chief.post(f"/v1{atlas}/scenarios", json=document)
    address = sent.headers["Location"].removeprefix("/v1")
    form = Form(visitor.open(f"{address}/changes/1").text)
    kind = change["kind"]
    made = visitor.send(f"{atlas}/scenarios/new/{kind}", **form.of("it"))
    assert made.status_code == 200
    assert made.url.path.startswith("/scenarios/"), Form(made.text).wrong
    again, _ = stored(chief, made.url.path)
    assert Scenario.model_validate(again).changes == Scenario(**document).changes


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(visitor, atlas):
    path = f"{atlas}/scenarios/new/engineer_leaves"
    fields = {"it.engineer": "Annah", "it.on": "2026-03-02", "name": "Mine <i>"}
    refused = visitor.send(path, **fields)
    assert refused.status_code == 422
    form = Form(refused.text)
    assert form.wrong == ["There is no engineer 'Annah'. Did you mean Ana?"]
    assert form.fields["it.engineer"] == "Annah"
    assert form.fields["name"] == "Mine <i>"
    assert 'aria-invalid="true"' in refused.text


def test_a_button_in_a_form_keeps_what_was_typed_and_stores_nothing(
    visitor, chief, atlas
):
    before = chief.get(f"/v1{atlas}/scenarios").json()["items"]
    path = f"{atlas}/scenarios/new/project_added"
    press = {
        "it.project.id": "N",
        "it.project.value": "oops",
        "press": "add it.project.packages",
    }
    page = visitor.send(path, **press)
    form = Form(page.text)
    assert page.status_code == 200
    assert form.fields["it.project.value"] == "oops"
    assert form.fields["it.project.packages.0.id"] == ""
    assert chief.get(f"/v1{atlas}/scenarios").json()["items"] == before


def test_a_clicked_person_is_offered_what_can_happen_to_them(visitor, atlas):
    page = visitor.open(f"{atlas}/scenarios/new?person=Ana").text
    assert "new/engineer_leaves?person=Ana" in page
    assert "new/project_added" not in page
    form = Form(visitor.open(f"{atlas}/scenarios/new/engineer_leaves?person=Ana").text)
    assert form.fields["it.engineer"] == "Ana"


def test_names_that_earlier_changes_make_are_offered(visitor, chief, leaving):
    fields = {"version": "1", "it.engineer.id": "Newcomer"}
    visitor.send(f"{leaving}/changes/new/engineer_joins", **fields)
    page = visitor.open(f"{leaving}/changes/new/engineer_absent").text
    assert 'value="Newcomer"' in page


def test_of_two_editors_the_second_sees_the_other_and_loses_nothing(
    visitor, chief, leaving
):
    first = {"version": "1", "it.project": "AI", "it.due": "2026-05-01"}
    assert visitor.send(f"{leaving}/changes/new/due_moved", **first).status_code == 200
    late = {"version": "1", "it.project": "UI", "it.due": "2026-06-05"}
    page = visitor.send(f"{leaving}/changes/new/due_moved", **late)
    assert page.status_code == 412
    assert "AI is due on 2026-05-01." in page.text
    form = Form(page.text)
    assert form.of("it") == {"it.project": "UI", "it.due": "2026-06-05"}
    again = visitor.send(f"{leaving}/changes/new/due_moved", **form.sent())
    assert again.status_code == 200
    found, version = stored(chief, leaving)
    assert [change["kind"] for change in found["changes"]] == [
        "engineer_leaves",
        "due_moved",
        "due_moved",
    ]
    assert version == "3"


def test_an_edited_change_is_found_again_where_somebody_else_moved_it(
    visitor, chief, leaving
):
    moved = {"version": "1", "it.project": "AI", "it.due": "2026-05-01"}
    visitor.send(f"{leaving}/changes/new/due_moved", **moved)
    form = Form(visitor.open(f"{leaving}/changes/1").text).sent()
    visitor.send(f"{leaving}/order", version="2", press="down 1")
    page = visitor.send(f"{leaving}/changes/1", **{**form, "it.on": "2026-04-06"})
    assert page.status_code == 412
    visitor.send(f"{leaving}/changes/2", **Form(page.text).sent())
    changes = stored(chief, leaving)[0]["changes"]
    assert [change["kind"] for change in changes] == ["due_moved", "engineer_leaves"]
    assert changes[1]["on"] == "2026-04-06"


def test_changes_are_put_in_order_and_removed(visitor, chief, leaving):
    more = {"version": "1", "it.project": "AI", "it.due": "2026-05-01"}
    visitor.send(f"{leaving}/changes/new/due_moved", **more)
    visitor.send(f"{leaving}/order", version="2", press="up 2")
    visitor.send(f"{leaving}/order", version="3", press="remove 2")
    changes = stored(chief, leaving)[0]["changes"]
    assert [change["kind"] for change in changes] == ["due_moved"]
    refused = visitor.send(f"{leaving}/order", version="3", press="remove 1")
    assert refused.status_code == 412
    assert len(stored(chief, leaving)[0]["changes"]) == 1


def test_a_change_that_no_longer_fits_is_marked_and_keeps_nobody_from_the_rest(
    visitor, chief, atlas
):
    gone = {"kind": "project_dropped", "project": "NO SUCH"}
    sent = chief.post(f"/v1{atlas}/scenarios", json={"name": "x", "changes": [gone]})
    page = visitor.open(sent.headers["Location"].removeprefix("/v1"))
    assert any("NO SUCH" in message for message in Form(page.text).wrong)
    assert "First correct what is wrong above." in page.text


def test_limits_are_set_and_lifted(visitor, chief, leaving):
    visitor.send(f"{leaving}/limits", version="1", moves="3", value="", cost="90.5")
    limits = [c["limit"] for c in stored(chief, leaving)[0]["changes"][1:]]
    assert [(it["measure"], it["at_most"]) for it in limits] == [
        ("moves", 3),
        ("cost", 90.5),
    ]
    form = Form(visitor.open(leaving).text)
    assert (form.fields["moves"], form.fields["cost"]) == ("3", "90.5")
    wrong = visitor.send(
        f"{leaving}/limits", version="2", moves="few", value="", cost=""
    )
    assert wrong.status_code == 422
    assert Form(wrong.text).fields["moves"] == "few"
    visitor.send(f"{leaving}/limits", version="2", moves="", value="", cost="")
    assert len(stored(chief, leaving)[0]["changes"]) == 1


def test_name_description_and_day_are_kept(visitor, chief, leaving):
    own = {
        "own.name": "Other",
        "own.description": "Two\r\nlines",
        "own.now": "2026-02-02",
    }
    visitor.send(leaving, version="1", **own)
    found, _ = stored(chief, leaving)
    assert (found["name"], found["now"]) == ("Other", "2026-02-02")
    assert found["description"] == "Two\nlines"
    stale = visitor.send(leaving, version="1", **{**own, "own.name": "Mine"})
    assert stale.status_code == 412
    assert Form(stale.text).fields["own.name"] == "Mine"


def test_a_scenario_is_duplicated_and_deleted(visitor, chief, leaving):
    _, _, form = visitor.open(leaving).text.partition("/duplicate")
    once = Form(form.partition("</form>")[0]).fields["once"]
    copied = visitor.send(f"{leaving}/duplicate", once=once).url.path
    assert visitor.send(f"{leaving}/duplicate", once=once).url.path == copied
    assert stored(chief, copied)[0]["name"].endswith("(copy)")
    assert visitor.send(f"{copied}/delete", version="9").status_code == 412
    assert visitor.send(f"{copied}/delete", version="1").url.path.endswith("/scenarios")
    assert chief.get(f"/v1{copied}").status_code == 404


FORMS = (
    "{scenario}/changes/new",
    "{scenario}/changes/1",
    "{scenario}/changes/new/due_moved",
    "{portfolio}/scenarios/new",
    "{portfolio}/scenarios/new/due_moved",
    "{portfolio}/ask",
    "{portfolio}/ask/people",
)
DEEDS = (
    "{scenario}",
    "{scenario}/order",
    "{scenario}/limits",
    "{scenario}/duplicate",
    "{scenario}/delete",
    "{scenario}/ask",
    "{scenario}/changes/1",
    "{scenario}/changes/new/due_moved",
    "{portfolio}/scenarios",
    "{portfolio}/scenarios/new/due_moved",
    "{portfolio}/comparisons",
    "{portfolio}/ask/people",
)


@pytest.fixture
def reader(visit, join):
    """The browser of somebody who may only read."""
    return visit(join(Role.VIEWER))


def test_who_may_only_read_sees_the_changes_and_no_form(reader, leaving, atlas):
    page = reader.open(leaving)
    assert "Ana leaves on 2026-03-02." in page.text
    assert page.text.count("<form") == 1  # to sign out
    assert reader.open(f"{atlas}/scenarios").text.count('method="post"') == 1


@pytest.mark.parametrize("path", FORMS)
def test_who_may_only_read_gets_no_form(reader, leaving, atlas, path):
    address = path.format(scenario=leaving, portfolio=atlas)
    assert reader.open(address).status_code == 403


@pytest.mark.parametrize("path", DEEDS)
def test_what_those_send_who_may_only_read_is_refused(reader, leaving, atlas, path):
    fields = {"version": "1", "kind": "due_moved", "own.name": "x", "name": "x"}
    fields |= {"it.project": "AI", "it.due": "2026-05-01", "press": ""}
    address = path.format(scenario=leaving, portfolio=atlas)
    assert reader.send(address, **fields).status_code == 403


@pytest.mark.parametrize("path", FORMS)
def test_whoever_has_no_role_finds_nothing(visit, join, leaving, atlas, path):
    stranger = visit(join())
    address = path.format(scenario=leaving, portfolio=atlas)
    assert stranger.open(address).status_code == 404
    assert stranger.open(leaving).status_code == 404


PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "javascript:alert(1)",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_names_is_shown_as_it_is(visitor, chief, atlas, payload):
    change = {
        "kind": "engineer_joins",
        "engineer": {"id": payload, "skills": {payload: {}}},
    }
    document = {"name": payload, "description": payload, "changes": [change]}
    sent = chief.post(f"/v1{atlas}/scenarios", json=document)
    address = sent.headers["Location"].removeprefix("/v1")
    for page in (
        address,
        f"{address}/changes/1",
        f"{atlas}/scenarios",
        f"{address}/changes/new/engineer_absent",
    ):
        shown = visitor.open(page)
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text
        assert "<img src=x" not in shown.text
        assert ">49<" not in shown.text
    assert (
        Form(visitor.open(f"{address}/changes/1").text).fields["it.engineer.id"]
        == payload
    )
    chief.delete(f"/v1{address}", headers={"If-Match": '"1"'})
