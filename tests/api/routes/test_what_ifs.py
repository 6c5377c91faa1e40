"""Questions about scenarios, as they are put into the queue."""


def test_a_what_if_is_accepted_as_a_job_that_waits(chief, absence):
    made = chief.post(f"{absence}/what-ifs", json={})
    assert made.status_code == 202
    job = chief.get(made.headers["Location"]).json()
    assert (job["kind"], job["state"], job["scenario_version"]) == (
        "what_if",
        "queued",
        1,
    )
    chief.post(f"{made.headers['Location']}/cancel")


def test_a_scenario_that_does_not_fit_is_refused_at_once(chief, kept):
    change = {"kind": "engineer_leaves", "engineer": "Zoe", "on": "2026-01-12"}
    scenario = {"name": "Zoe leaves", "changes": [change]}
    path = chief.post(f"{kept}/scenarios", json=scenario).headers["Location"]
    refused = chief.post(f"{path}/what-ifs", json={})
    assert refused.status_code == 422
    assert refused.json()["code"] == "invalid_scenario"
    where = refused.json()["issues"][0]["where"]
    assert where == "changes/1 (engineer_leaves)/engineer"
