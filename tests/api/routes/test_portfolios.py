"""Portfolios over HTTP: versions that nobody overwrites unseen."""

import json

import pytest


def test_a_portfolio_comes_back_as_it_was_sent(chief, portfolio, document):
    made = chief.post("/v1/portfolios", json=document)
    assert made.status_code == 201
    assert made.headers["ETag"] == '"1"'
    found = chief.get(made.headers["Location"])
    assert found.headers["ETag"] == '"1"'
    assert type(portfolio).model_validate_json(found.text) == portfolio


def test_a_plan_that_comes_with_its_portfolio_is_kept_with_the_verdict_on_it(
    chief, document, plan
):
    sent = {"portfolio": document, "plan": plan.model_dump(mode="json")}
    made = chief.post("/v1/portfolios", json=sent).json()
    found = chief.get(f"/v1/plans/{made['plan_id']}").json()
    assert found["label"] == "running"
    assert found["verdict"]["accepted"] is True


def test_every_contradiction_is_told_at_its_place(chief, document):
    package = document["projects"][0]["packages"][0]
    package["predecessors"] = [{"package": "nowhere"}]
    document["projects"].append(document["projects"][0])
    refused = chief.post("/v1/portfolios", json=document)
    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    problem = refused.json()
    assert problem["code"] == "invalid_portfolio"
    found = {(issue["code"], issue["where"]) for issue in problem["issues"]}
    assert found == {
        ("duplicate_name", "projects/P"),
        ("duplicate_name", "projects/P/packages/build"),
        ("unknown_reference", "projects/P/packages/build"),
    }


@pytest.mark.parametrize(
    ("content", "where"),
    [
        pytest.param('{"timeline": NaN}', "", id="not a number"),
        pytest.param('{"timeline": 1e400}', "", id="beyond all measure"),
        pytest.param('{"name": "a", "name": "b"}', "", id="twice"),
        pytest.param('{"rank_value": false}', "rank_value", id="false is no number"),
        pytest.param("[" * 100_000, "", id="too deep"),
        pytest.param("\x00", "", id="no JSON"),
        pytest.param("{", "", id="cut off"),
    ],
)
def test_what_is_no_portfolio_is_refused_at_its_place(chief, content, where):
    kind = {"Content-Type": "application/json"}
    refused = chief.post("/v1/portfolios", content=content, headers=kind)
    assert refused.status_code == 422
    problem = refused.json()
    assert problem["code"] == "unreadable_file"
    assert where in [issue["where"] for issue in problem["issues"]]


def test_numbers_are_read_exactly(chief, document):
    document["rank_value"] = "NUMBER"
    content = json.dumps(document).replace('"NUMBER"', "0.105")
    kind = {"Content-Type": "application/json"}
    refused = chief.post("/v1/portfolios", content=content, headers=kind)
    assert refused.json()["issues"][0]["where"] == "rank_value"


def test_of_two_editors_one_is_told_that_the_other_was_first(chief, kept, document):
    seen = chief.get(kept).headers["ETag"]
    first = chief.put(kept, json=document | {"name": "A"}, headers={"If-Match": seen})
    second = chief.put(kept, json=document | {"name": "B"}, headers={"If-Match": seen})
    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    assert (second.status_code, second.json()["code"]) == (412, "version_moved")
    assert chief.get(kept).json()["name"] == "A"


def test_a_change_without_the_version_it_is_made_from_is_refused(chief, kept, document):
    refused = chief.put(kept, json=document)
    assert (refused.status_code, refused.json()["code"]) == (428, "version_needed")


def test_every_version_stays_readable(chief, kept, document):
    chief.put(kept, json=document | {"name": "Later"}, headers={"If-Match": '"1"'})
    first = chief.get(f"{kept}/versions", params={"size": 1}).json()
    last = chief.get(f"{kept}/versions", params={"after": first["after"]}).json()
    listed = [*first["items"], *last["items"]]
    assert [entry["version"] for entry in listed] == [2, 1]
    assert last["after"] is None
    assert chief.get(kept, params={"version": 1}).json()["name"] == "Tiny"
    assert chief.get(kept, params={"version": 2}).json()["name"] == "Later"
    assert chief.get(kept, params={"version": 3}).status_code == 404


def test_a_cursor_leads_through_all_portfolios_once(chief, join, document):
    made = [chief.post("/v1/portfolios", json=document).json()["id"] for _ in range(5)]
    reader = join(grants=[(portfolio, "viewer") for portfolio in made])
    found, after = [], None
    while True:
        asked = {"size": 2} | ({"after": after} if after else {})
        page = reader.get("/v1/portfolios", params=asked).json()
        found += [entry["id"] for entry in page["items"]]
        after = page["after"]
        if after is None:
            break
    assert found == made[::-1]
