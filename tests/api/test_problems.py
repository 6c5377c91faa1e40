"""Errors as problems: every one has its code, and none repeats what it was sent."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api import problems, refusals
from api.storage import errors as storage
from optimizer.bounds.too_large import TooLarge
from optimizer.errors import OptimizerError
from scenarios import errors as what_if

SECRET = "nobody-is-to-see-this"


def leaves(error):
    """The errors of a tree that are raised themselves."""
    below = error.__subclasses__()
    return {error} if not below else set().union(*map(leaves, below))


def test_every_error_has_its_http_code():
    assert what_if.InvalidScenario in leaves(OptimizerError)
    trees = (OptimizerError, storage.StorageError, refusals.Refusal)
    raised = set().union(*map(leaves, trees)) - {TooLarge}  # the oracle's own
    assert raised == set(problems.KINDS)


def test_every_code_has_one_meaning():
    codes = [problems.code_of(error) for error in problems.KINDS]
    assert len(set(codes)) == len(codes)


@pytest.fixture
def client():
    """An application in which everything goes wrong."""
    app = FastAPI()
    problems.install(app)

    @app.get("/fault")
    def fault():
        raise RuntimeError(SECRET)

    @app.get("/number")
    def number(size: int):
        return size

    @app.get("/half")
    def half():
        raise storage.NotFound("plan", "\ud800")

    return TestClient(app, raise_server_exceptions=False)


def test_a_fault_of_ours_tells_nothing_of_its_inside(client):
    answer = client.get("/fault")
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
    assert SECRET not in answer.text


def test_text_that_is_no_unicode_is_told_with_a_substitute(client):
    answer = client.get("/half")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no plan '\\ud800'."


@pytest.mark.parametrize(
    ("path", "code", "name"),
    [
        ("/number?size=x", 422, "invalid_parameters"),
        ("/number", 422, "invalid_parameters"),
        ("/nowhere", 404, "not_found"),
    ],
)
def test_what_the_framework_refuses_is_a_problem_too(client, path, code, name):
    answer = client.get(path)
    assert answer.headers["Content-Type"] == problems.MEDIA_TYPE
    assert (answer.status_code, answer.json()["code"]) == (code, name)
    assert answer.json()["status"] == code


def test_a_method_that_is_not_known_is_told_with_those_that_are(client):
    answer = client.post("/number")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET"


def test_a_wrong_parameter_is_named_and_shortened(client):
    issue = client.get("/number", params={"size": "9" * 5000}).json()["issues"][0]
    assert issue["where"] == "query/size"
    assert len(issue["message"]) < 300
