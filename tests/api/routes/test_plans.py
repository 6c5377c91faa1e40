"""Plans over HTTP: none without the checker's verdict."""


def test_a_plan_from_outside_is_kept_with_verdict_and_measures(chief, kept, plan):
    made = chief.post(f"{kept}/plans", json=plan.model_dump(mode="json"))
    assert made.status_code == 201
    found = chief.get(made.headers["Location"]).json()
    assert found == made.json()
    assert found["verdict"] == {"accepted": True, "broken": [], "warnings": []}
    assert found["measures"]["value"] == 100
    assert (found["tiers"], found["certificate"], found["job_id"]) == ([], None, None)


def test_a_plan_that_breaks_rules_is_kept_with_what_it_breaks(chief, kept, plan):
    wrong = plan.model_dump(mode="json") | {"assignments": []}
    found = chief.post(f"{kept}/plans", json=wrong).json()
    assert found["verdict"]["accepted"] is False
    assert {broken["where"] for broken in found["verdict"]["broken"]} >= {"build"}


def test_a_plan_of_something_else_is_refused(chief, kept, plan):
    other = plan.replace(selected=["Q"], packages=[], assignments=[])
    refused = chief.post(f"{kept}/plans", json=other.model_dump(mode="json"))
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_plan")


def test_the_plans_of_a_portfolio_are_listed(chief, kept, plan):
    document = plan.model_dump(mode="json")
    labels = ["before", "after"]
    for label in labels:
        chief.post(f"{kept}/plans", json=document, params={"label": label})
    listed = chief.get(f"{kept}/plans").json()["items"]
    assert [entry["label"] for entry in listed] == labels[::-1]
