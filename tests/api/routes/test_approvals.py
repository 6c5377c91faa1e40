"""Approving answers, asking again after something moved on, and going back."""

from datetime import date

import pytest

from api.access.principal import Principal, Role
from api.jobs.answering import answer as answered
from api.jobs.questions import QUESTIONS
from api.storage import jobs
from api.storage.paging import LARGEST
from optimizer.plan.effort import Control

ANYBODY = Principal("", "", Role.VIEWER)


@pytest.fixture
def later(plan):
    """Ann builds in the second week."""
    (placed,) = plan.packages
    return plan.replace(packages=[placed.replace(start=date(2026, 1, 12))])


@pytest.fixture
def running(chief, kept, plan):
    """The id of the running plan."""
    body = plan.model_dump(mode="json")
    return chief.post(f"{kept}/plans", json=body).json()["id"]


@pytest.fixture
def imagined(chief, running, absence, answer, later, plan):
    """The id of a job that has answered what Ann's absence means."""
    path = chief.post(f"{absence}/what-ifs", json={}).headers["Location"]
    answer(path, response=later, present=plan)
    return path.rpartition("/")[2]


@pytest.fixture
def solved(chief, kept, answer, later):
    """The id of a job that has found a plan."""
    path = chief.post(f"{kept}/solves", json={}).headers["Location"]
    answer(path, plan=later)
    return path.rpartition("/")[2]


def approve(who, kept, job, answer="response", **more):
    """Ask to approve an answer."""
    body = {"job": job, "answer": answer}
    return who.post(f"{kept}/approvals", json=body, **more)


def undo(who, kept, number, **more):
    """Ask to take a state back."""
    return who.post(f"{kept}/approvals/undo", json={"number": number}, **more)


def entry(who, kept):
    """What is listed of a portfolio."""
    items = who.get("/v1/portfolios?size=200").json()["items"]
    return next(it for it in items if kept.endswith(it["id"]))


def test_an_approved_answer_is_what_the_portfolio_goes_by(
    chief, kept, imagined, running, later
):
    done = approve(chief, kept, imagined)
    assert done.status_code == 201
    state = done.json()
    assert (state["number"], state["cause"]) == (2, "approved")
    assert (state["before_version"], state["portfolio_version"]) == (1, 2)
    assert state["before_plan_id"] == running
    assert (state["before"]["moves"], state["after"]["shift"]) == (0, 1)
    listed = entry(chief, kept)
    assert (listed["version"], listed["running"]) == (2, 2)
    assert listed["running_plan_id"] == state["plan_id"]
    (absence,) = chief.get(kept).json()["engineers"][0]["absences"]
    assert absence["first"] == "2026-01-05"
    made = chief.get(done.headers["Location"]).json()
    assert made["plan"]["packages"][0]["start"] == "2026-01-12"
    assert made["verdict"]["accepted"]
    assert made["portfolio_version"] == 2


def test_a_plan_without_changes_makes_no_version(chief, kept, solved):
    assert approve(chief, kept, solved, "plan").json()["portfolio_version"] == 1
    assert entry(chief, kept)["running"] == 1


def test_a_question_takes_the_running_plan_unless_it_says_otherwise(
    chief, kept, running, app
):
    found = []
    for asked in ({}, {"baseline": "running"}, {"baseline": None}):
        job = chief.post(f"{kept}/solves", json=asked).json()
        chief.post(f"/v1/jobs/{job['id']}/cancel")
        assert job["running"] == 1
        with app.state.service.database.reading() as session:
            question = jobs.question(session, ANYBODY, job["id"])
        found.append(QUESTIONS.validate_json(question).baseline is not None)
    assert found == [True, True, False]


def test_a_plan_that_the_checker_does_not_accept_is_not_approved(chief, kept, imagined):
    refused = approve(chief, kept, imagined, "present")
    assert refused.status_code == 409
    assert refused.json()["code"] == "not_accepted"
    assert refused.json()["issues"][0]["where"]
    assert entry(chief, kept)["running"] == 1


@pytest.mark.parametrize("moved", ["version", "running"])
def test_what_has_moved_on_is_told_and_the_question_asked_again(
    chief, kept, document, imagined, solved, moved, absence
):
    if moved == "version":
        document["name"] = "Edited"
        chief.put(kept, json=document, headers={"If-Match": '"1"'})
    else:
        assert approve(chief, kept, solved, "plan").status_code == 201
    refused = approve(chief, kept, imagined)
    assert refused.status_code == 409
    problem = refused.json()
    assert problem["code"] == "moved_on"
    assert "rebase" in problem["hint"]
    (issue,) = problem["issues"]
    assert issue["where"] == ("portfolio_version" if moved == "version" else "running")
    again = chief.post(f"/v1/jobs/{imagined}/rebase")
    assert again.status_code == 202
    job = again.json()
    chief.post(f"/v1/jobs/{job['id']}/cancel")
    now = entry(chief, kept)
    assert job["rebased_from"] == imagined
    assert (job["portfolio_version"], job["running"]) == (
        now["version"],
        now["running"],
    )
    assert job["kind"] == "what_if"
    assert absence.endswith(job["scenario_id"])


def test_a_rebased_answer_can_be_approved(
    chief, kept, document, imagined, answer, later
):
    document["name"] = "Edited"
    chief.put(kept, json=document, headers={"If-Match": '"1"'})
    path = chief.post(f"/v1/jobs/{imagined}/rebase").headers["Location"]
    answer(path, response=later)
    assert approve(chief, kept, path.rpartition("/")[2]).status_code == 201
    body = chief.get(kept).json()
    assert body["name"] == "Edited"
    assert body["engineers"][0]["absences"]


def test_changes_that_no_longer_fit_are_named(chief, kept, document, imagined):
    document["engineers"][0]["id"] = "Ben"
    chief.put(kept, json=document, headers={"If-Match": '"1"'})
    refused = chief.post(f"/v1/jobs/{imagined}/rebase")
    assert refused.status_code == 422
    assert refused.json()["issues"]


def test_a_running_plan_that_no_longer_fits_gives_way_to_one_that_does(
    chief, kept, running, document, answer, later
):
    document["engineers"][0]["id"] = "Ben"
    chief.put(kept, json=document, headers={"If-Match": '"1"'})
    path = chief.post(f"{kept}/solves", json={"baseline": None}).headers["Location"]
    (row,) = later.assignments
    answer(path, plan=later.replace(assignments=[row.replace(engineer="Ben")]))
    done = approve(chief, kept, path.rpartition("/")[2], "plan")
    assert done.status_code == 201
    assert done.json()["before_plan_id"] == running
    assert done.json()["before"] == {}


def test_an_approval_is_undone_and_the_undoing_too(chief, kept, imagined, running):
    new = approve(chief, kept, imagined).json()["plan_id"]
    back = undo(chief, kept, 2)
    assert back.status_code == 201
    assert (back.json()["plan_id"], back.json()["undone"]) == (running, 2)
    assert (
        "absences" not in chief.get(kept).json()["engineers"][0]
        or not (chief.get(kept).json()["engineers"][0]["absences"])
    )
    assert undo(chief, kept, 3).json()["plan_id"] == new
    history = chief.get(f"{kept}/approvals").json()["items"]
    causes = [state["cause"] for state in history]
    assert causes == ["undone", "undone", "approved", "kept"]
    first = chief.get(f"{kept}/approvals?size=3").json()
    rest = chief.get(f"{kept}/approvals?size=3&after={first['after']}").json()
    assert first["items"] + rest["items"] == history
    assert rest["after"] is None


def test_nobody_undoes_what_they_have_not_seen(chief, kept, running, imagined):
    nothing = undo(chief, kept, 1)
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_to_undo")
    approve(chief, kept, imagined)
    moved = undo(chief, kept, 1)
    assert (moved.status_code, moved.json()["code"]) == (409, "moved_on")
    assert "begin with what came last" in moved.json()["hint"]
    assert undo(chief, kept, LARGEST).status_code == 409
    assert undo(chief, kept, "1").status_code == 422


def test_what_is_repeated_is_done_once(chief, kept, imagined):
    once = {"headers": {"Idempotency-Key": "approve-once"}}
    first = approve(chief, kept, imagined, **once)
    assert approve(chief, kept, imagined, **once).json() == first.json()
    again = {"headers": {"Idempotency-Key": "undo-once"}}
    back = undo(chief, kept, 2, **again)
    assert undo(chief, kept, 2, **again).json() == back.json()
    assert entry(chief, kept)["running"] == 3
    key = {"headers": {"Idempotency-Key": "rebase-once"}}
    path = f"/v1/jobs/{imagined}/rebase"
    made = chief.post(path, **key).json()
    assert chief.post(path, **key).json()["id"] == made["id"]
    chief.post(f"/v1/jobs/{made['id']}/cancel")


def test_only_an_approver_approves(chief, kept, join, imagined):
    name = kept.rpartition("/")[2]
    for role, code in ((Role.VIEWER, 403), (Role.PLANNER, 403), (Role.APPROVER, 201)):
        who = join(grants=[(name, role)])
        assert approve(who, kept, imagined).status_code == code
    assert undo(join(grants=[(name, Role.PLANNER)]), kept, 2).status_code == 403
    assert approve(join(), kept, imagined).status_code == 404


def test_a_job_that_has_no_such_answer_is_not_approved(chief, kept, waiting, solved):
    early = approve(chief, kept, waiting.rpartition("/")[2], "plan")
    assert (early.status_code, early.json()["code"]) == (409, "not_ended")
    none = approve(chief, kept, solved, "response")
    assert (none.status_code, none.json()["code"]) == (409, "no_result")
    assert approve(chief, kept, "0" * 32).status_code == 404


def test_a_job_of_another_portfolio_is_not_approved(chief, solved, document):
    other = chief.post("/v1/portfolios", json=document).headers["Location"]
    assert approve(chief, other, solved, "plan").status_code == 404


def test_a_viewer_sees_no_money_in_the_history(chief, kept, imagined, join):
    approve(chief, kept, imagined)
    viewer = join(grants=[(kept.rpartition("/")[2], Role.VIEWER)])
    for who, shown in ((chief, True), (viewer, False)):
        state = who.get(f"{kept}/approvals").json()["items"][0]
        assert ("cost" in state["after"]) == shown
        assert ("net_value" in state["before"]) == shown
        assert "moves" in state["after"]


EFFORT = {"deterministic": 1, "workers": 1}
ASKED = {
    "solves": {},
    "fronts": {"most": 3},
    "comparisons": {"scenarios": [], "answers": True},
    "what-ifs": {},
}


@pytest.mark.parametrize("kind", ASKED)
def test_every_plan_that_a_job_finds_is_judged_where_it_would_run(
    chief, app, kept, running, absence, answer, kind
):
    body = ASKED[kind] | {"effort": EFFORT}
    if "scenarios" in body:
        body["scenarios"] = [absence.rpartition("/")[2]]
    base = absence if kind == "what-ifs" else kept
    asked = chief.post(f"{base}/{kind}", json=body).json()["id"]
    chief.post(f"/v1/jobs/{asked}/cancel")
    with app.state.service.database.reading() as session:
        question = QUESTIONS.validate_json(jobs.question(session, ANYBODY, asked))
    found = answered(question, Control(), lambda step: None).plans
    assert found
    for judged in found:
        path = chief.post(f"/v1/jobs/{asked}/rebase").headers["Location"]
        answer(path, **{judged.label: judged.plan})
        done = approve(chief, kept, path.rpartition("/")[2], judged.label)
        assert done.status_code == (201 if judged.verdict.accepted else 409)
        if judged.verdict.accepted:
            back = undo(chief, kept, done.json()["number"])
            assert back.json()["plan_id"] == running
