"""Questions for the best plan, as they are put into the queue."""

import pytest

from api.storage import tables
from api.storage.jobs import JobState


def test_a_solve_is_accepted_as_a_job_that_waits(chief, kept, app):
    before = app.state.service.supervisor.woken
    made = chief.post(f"{kept}/solves", json={"effort": {"seconds": 2.5}})
    assert made.status_code == 202
    job = chief.get(made.headers["Location"]).json()
    assert (job["kind"], job["state"], job["portfolio_version"]) == (
        "solve",
        JobState.QUEUED,
        1,
    )
    assert app.state.service.supervisor.woken == before + 1
    chief.post(f"{made.headers['Location']}/cancel")


def test_the_question_is_kept_as_it_was_asked(chief, kept, document, plan, app):
    added = chief.post(f"{kept}/plans", json=plan.model_dump(mode="json")).json()
    asked = {"baseline": added["id"], "portfolio_version": 1, "now": "2026-01-12"}
    made = chief.post(f"{kept}/solves", json=asked)
    chief.put(kept, json=document | {"name": "Later"}, headers={"If-Match": '"1"'})
    with app.state.service.database.reading() as session:
        row = session.get(tables.Job, made.json()["id"])
        assert '"name":"Tiny"' in row.question
        assert '"selected":["P"]' in row.question
        assert '"now":"2026-01-12"' in row.question
    chief.post(f"{made.headers['Location']}/cancel")


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        pytest.param({"effort": {"seconds": True}}, "effort/seconds", id="no number"),
        pytest.param({"effort": {"workers": 0}}, "effort/workers", id="no worker"),
        pytest.param({"priority": 11}, "priority", id="too urgent"),
        pytest.param({"goals": {"tiers": []}}, "goals/tiers", id="no goal"),
        pytest.param({"baseline": "x"}, "baseline", id="no id"),
        pytest.param({"horizon": 3}, "horizon", id="unknown"),
    ],
)
def test_a_wrong_field_of_a_question_is_named(chief, kept, asked, where):
    refused = chief.post(f"{kept}/solves", json=asked)
    assert refused.status_code == 422
    assert [issue["where"] for issue in refused.json()["issues"]] == [where]


@pytest.mark.parametrize("field", ["seconds", "deterministic"])
def test_nobody_asks_for_more_effort_than_is_allowed(chief, kept, field):
    refused = chief.post(f"{kept}/solves", json={"effort": {field: 3601}})
    assert (refused.status_code, refused.json()["code"]) == (422, "limit_exceeded")
    assert "3600" in refused.json()["detail"]


def test_a_running_plan_of_another_portfolio_is_not_found(chief, kept, document, plan):
    other = chief.post("/v1/portfolios", json=document).headers["Location"]
    added = chief.post(f"{other}/plans", json=plan.model_dump(mode="json")).json()
    refused = chief.post(f"{kept}/solves", json={"baseline": added["id"]})
    assert refused.status_code == 404


def test_who_has_too_many_jobs_waiting_is_told_when_to_come_again(join, kept, app):
    planner = join("planner")
    most = app.state.service.settings.queued_per_user
    codes = {planner.post(f"{kept}/solves", json={}).status_code for _ in range(most)}
    refused = planner.post(f"{kept}/solves", json={})
    assert codes == {202}
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_queued")
    assert int(refused.headers["Retry-After"]) > 0
