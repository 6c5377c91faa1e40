"""Whether the service lives, works and counts."""

import shutil

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings


def test_that_the_server_lives_is_told_to_anybody(with_key):
    found = with_key().get("/health")
    assert (found.status_code, found.json()) == (200, {"status": "alive"})


@pytest.mark.usefixtures("at_work")
def test_a_server_that_works_is_ready(with_key):
    found = with_key().get("/ready")
    ready = {"database": True, "jobs": True, "workers": 1}
    assert (found.status_code, found.json()) == (200, ready)


def test_a_server_on_which_nobody_works_on_jobs_is_not_ready(with_key):
    found = with_key().get("/ready")
    assert (found.status_code, found.json()["jobs"]) == (503, False)


@pytest.mark.usefixtures("at_work")
def test_a_server_that_takes_no_jobs_itself_is_not_ready(with_key, app):
    app.state.service.supervisor.is_alive = False
    try:
        found = with_key().get("/ready")
    finally:
        app.state.service.supervisor.is_alive = True
    assert (found.status_code, found.json()["jobs"]) == (503, False)


def test_a_server_without_a_solver_tells_whether_others_solve(
    sqlite_template, tmp_path
):
    shutil.copy(sqlite_template, tmp_path / "quarterdeck.sqlite")
    app = create_app(Settings(data_folder=tmp_path, children=0))
    with TestClient(app) as client:
        found = client.get("/ready")
        alone = {"database": True, "jobs": False, "workers": 0}
        assert (found.status_code, found.json()) == (200, alone)


def test_requests_are_counted_by_their_route(chief, kept):
    chief.get(kept)
    chief.get("/nobody/knows/this")
    counted = chief.get("/metrics").text
    assert 'route="/v1/portfolios/{portfolio_id}",status="200"' in counted
    assert 'route="unknown",status="404"' in counted
    assert kept not in counted
    assert "quarterdeck_jobs_running 0.0" in counted
    assert "quarterdeck_workers 0.0" in counted


@pytest.mark.parametrize(("role", "code"), [("viewer", 200), (None, 403)])
def test_the_meters_are_for_those_who_see_everything(join, role, code):
    assert join(role).get("/metrics").status_code == code
