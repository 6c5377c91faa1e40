"""What is at the edge of texts and calendars is refused, and nothing breaks."""

import json

import pytest

KIND = {"Content-Type": "application/json"}


@pytest.mark.parametrize("path", ["/v1/portfolios", "/v1/validate"])
def test_half_of_a_surrogate_pair_is_refused_wherever_it_is(chief, document, path):
    document["engineers"][0]["id"] = "HALF"
    content = json.dumps(document).replace("HALF", "\\ud800")
    refused = chief.post(path, content=content, headers=KIND)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_parameters")
    assert "surrogate" in refused.json()["issues"][0]["message"]


def test_a_whole_surrogate_pair_is_a_character(chief, document):
    content = json.dumps(document | {"name": "\N{ROCKET}"})
    assert "\\ud83d" in content
    made = chief.post("/v1/portfolios", content=content, headers=KIND)
    assert made.json()["name"] == "\N{ROCKET}"


def test_a_plan_that_ends_beyond_the_calendar_is_refused(chief, kept, plan):
    document = plan.model_dump(mode="json")
    document["packages"][0]["periods"] = 1_000_000
    document["assignments"][0]["hours"] = {"2026-01-05": 40}
    refused = chief.post(f"{kept}/plans", json=document)
    assert (refused.status_code, refused.json()["code"]) == (422, "beyond_calendar")


def test_a_change_on_the_last_day_of_all_is_a_change_that_never_comes(chief, kept):
    change = {"kind": "engineer_leaves", "engineer": "Ann", "on": "9999-12-31"}
    scenario = {"name": "Much later", "changes": [change]}
    path = chief.post(f"{kept}/scenarios", json=scenario).headers["Location"]
    assert chief.post(f"{path}/what-ifs", json={}).status_code == 202


@pytest.mark.parametrize(
    "moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]
)
def test_an_end_beyond_the_calendar_is_refused(chief, moment):
    user = chief.post("/v1/users", json={"name": "Kim"}).json()["id"]
    wanted = {"label": "a", "expires_at": moment}
    refused = chief.post(f"/v1/users/{user}/keys", json=wanted)
    assert refused.status_code == 422
    assert refused.json()["issues"][0]["where"] == "expires_at"


@pytest.mark.parametrize(
    ("method", "path", "known"),
    [
        ("OPTIONS", "/v1/users", "GET, POST"),
        ("PATCH", f"/v1/scenarios/{'0' * 32}", "GET, PUT, DELETE"),
    ],
)
def test_a_path_names_every_method_that_it_knows(chief, method, path, known):
    refused = chief.request(method, path)
    assert (refused.status_code, refused.headers["Allow"]) == (405, known)
