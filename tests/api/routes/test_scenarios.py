"""Scenarios over HTTP."""


def test_a_scenario_comes_back_as_it_was_sent(chief, absence):
    found = chief.get(absence)
    assert found.headers["ETag"] == '"1"'
    assert found.json()["name"] == "Ann is ill"
    assert found.json()["changes"][0]["kind"] == "engineer_absent"


def test_an_unknown_kind_of_change_is_refused_with_those_that_are_known(chief, kept):
    scenario = {"name": "?", "changes": [{"kind": "engineer_leavs"}]}
    refused = chief.post(f"{kept}/scenarios", json=scenario)
    assert refused.status_code == 422
    issue = refused.json()["issues"][0]
    assert issue["where"] == "changes/1/kind"
    assert "Did you mean engineer_leaves" in issue["message"]


def test_of_two_editors_of_a_scenario_one_is_told_that_the_other_was_first(
    chief, absence
):
    seen = {"If-Match": chief.get(absence).headers["ETag"]}
    first = chief.put(absence, json={"name": "A", "changes": []}, headers=seen)
    second = chief.put(absence, json={"name": "B", "changes": []}, headers=seen)
    assert (first.status_code, second.status_code) == (200, 412)
    assert chief.get(absence).json()["name"] == "A"


def test_a_scenario_is_removed_only_in_the_version_that_was_seen(chief, absence):
    assert chief.delete(absence).status_code == 428
    assert chief.delete(absence, headers={"If-Match": '"7"'}).status_code == 412
    assert chief.delete(absence, headers={"If-Match": '"1"'}).status_code == 204
    assert chief.get(absence).status_code == 404


def test_the_scenarios_of_a_portfolio_are_listed(chief, kept, absence):
    listed = chief.get(f"{kept}/scenarios").json()["items"]
    assert [f"/v1/scenarios/{entry['id']}" for entry in listed] == [absence]
