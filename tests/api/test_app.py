"""The whole service: questions are asked over HTTP and answered by processes."""

import re
from pathlib import Path
from time import monotonic, sleep

import pytest
from starlette.testclient import TestClient

from api import problems
from api.access.keys import first_administrator
from api.app import create_app
from api.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
DOCUMENT, SETTINGS = (
    (DOCS / name).read_text(encoding="utf-8") for name in ("api.md", "operate.md")
)
PATIENCE = 120
EFFORT = {"deterministic": 5, "workers": 1}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """The service with its processes, and its administrator."""
    app = create_app(Settings(data_folder=tmp_path_factory.mktemp("data")))
    with TestClient(app) as client:
        key = first_administrator(app.state.service.database)
        client.headers["Authorization"] = f"Bearer {key}"
        yield client


@pytest.fixture
def answered(client):
    """A function that asks a question, waits, and returns the job and its result."""

    def ask(path, question):
        job = client.post(path, json=question | {"effort": EFFORT}).headers["Location"]
        until = monotonic() + PATIENCE
        while client.get(job).json()["state"] in {"queued", "running"}:
            assert monotonic() < until
            sleep(0.1)
        return client.get(job).json(), client.get(f"{job}/result")

    return ask


@pytest.fixture
def document(portfolio):
    """The portfolio as a client sends it."""
    return portfolio.model_dump(mode="json", exclude_defaults=True)


def test_a_companion_calls_whoever_works_on_jobs(tmp_path, document):
    calls = []
    app = create_app(Settings(data_folder=tmp_path), lambda: calls.append("job"))
    with TestClient(app) as companion:
        key = first_administrator(app.state.service.database)
        companion.headers["Authorization"] = f"Bearer {key}"
        path = companion.post("/v1/portfolios", json=document).headers["Location"]
        assert calls == []
        assert companion.post(f"{path}/solves", json={}).status_code == 202
        assert calls == ["job"]
        assert companion.get("/ready").json()["workers"] == 0


def test_a_solve_ends_with_a_proven_plan_that_the_checker_accepts(
    client, answered, document
):
    path = client.post("/v1/portfolios", json=document).headers["Location"]
    job, result = answered(f"{path}/solves", {})
    assert (job["state"], result.json()["status"]) == ("done", "optimal")
    (plan_id,) = job["plan_ids"]
    plan = client.get(f"/v1/plans/{plan_id}").json()
    assert plan["verdict"]["accepted"] is True
    assert plan["measures"]["net_value"] == 100
    assert plan["certificate"] == result.json()["certificate"]
    names = re.findall(r"event: (\w+)", client.get(f"/v1/jobs/{job['id']}/events").text)
    assert (names[0], names[-1]) == ("queued", "done")
    assert "point" in names


def test_that_there_is_no_plan_is_an_answer_with_the_conflict(
    client, answered, document
):
    project = document["projects"][0] | {"mandatory": True, "deadline": "2026-01-11"}
    project["packages"][0]["demands"][0]["effort"] = 80
    wanted = document | {"projects": [project]}
    path = client.post("/v1/portfolios", json=wanted).headers["Location"]
    job, result = answered(f"{path}/solves", {})
    assert (job["state"], result.status_code) == ("done", 200)
    assert result.json()["status"] == "infeasible"
    assert result.json()["conflict"]["members"]
    assert job["plan_ids"] == []


def test_a_what_if_ends_with_every_answer_and_its_plan(
    client, answered, document, plan
):
    sent = {"portfolio": document, "plan": plan.model_dump(mode="json")}
    made = client.post("/v1/portfolios", json=sent)
    change = {
        "kind": "engineer_absent",
        "engineer": "Ann",
        "first": "2026-01-05",
        "last": "2026-01-11",
    }
    scenario = {"name": "Ann is ill", "changes": [change]}
    where = f"{made.headers['Location']}/scenarios"
    path = client.post(where, json=scenario).headers["Location"]
    job, result = answered(f"{path}/what-ifs", {"baseline": made.json()["plan_id"]})
    assert job["state"] == "done"
    kinds = [answer["kind"] for answer in result.json()["answers"]]
    assert kinds == ["present", "slides", "same_teams", "response"]
    plans = [client.get(f"/v1/plans/{one}").json() for one in job["plan_ids"]]
    response = next(plan for plan in plans if plan["label"] == "response")
    assert response["verdict"]["accepted"] is True
    assert response["measures"]["net_value"] == 100
    assert response["certificate"] is not None


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_in_the_document(name):
    variable = (
        "DATABASE_URL" if name == "database_url" else f"QUARTERDECK_{name.upper()}"
    )
    assert f"`{variable}`" in SETTINGS


@pytest.mark.parametrize(
    "code",
    sorted(
        problems.code_of(error)
        for error, kind in problems.KINDS.items()
        if kind.status < 500
        and error.__module__ in {"api.refusals", "api.storage.errors"}
    ),
)
def test_every_refusal_is_in_the_document(code):
    assert f"`{code}`" in DOCUMENT
