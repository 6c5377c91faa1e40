"""The OpenAPI document: kept as it was, with examples that are true."""

import json
import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from api.app import RESOURCES, create_app
from api.description import JSON, examples, operations
from api.problems import Problem
from api.routes import health
from api.settings import Settings

GOLDEN = Path(__file__).parents[2] / "docs/openapi.json"
ROUTES = [
    route
    for resource in (*RESOURCES, health)
    for route in resource.router.routes
    if isinstance(route, APIRoute)
]
ANSWERING = [route for route in ROUTES if route.response_model is not None]
ASKING = [route for route in ROUTES if route.body_field is not None]


@pytest.fixture(scope="module")
def document():
    """The document as the code describes itself."""
    return create_app(Settings.model_construct()).openapi()


def test_the_document_is_the_one_that_was_published(document):
    assert document == json.loads(GOLDEN.read_text(encoding="utf-8")), "run make docs"


def test_it_is_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")


def test_every_operation_shows_what_it_takes_and_what_it_answers(document):
    lacking = []
    for operation in operations(document):
        body = operation.get("requestBody", {}).get("content", {}).get(JSON)
        if body is not None and "example" not in body:
            lacking.append((operation["operationId"], "request"))
        for code, response in operation["responses"].items():
            media = response.get("content", {}).get(JSON)
            if code.startswith("2") and media is not None and "example" not in media:
                lacking.append((operation["operationId"], code))
    assert lacking == []


def test_a_version_is_demanded_wherever_one_is_taken(document):
    taken = [
        parameter
        for operation in operations(document)
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "If-Match"
    ]
    assert taken
    assert all(parameter["required"] for parameter in taken)


def test_no_path_looks_like_an_id_in_another(document):
    # It would answer methods that are not its own, as that other one does.
    shapes = [re.sub(r"{\w+}", "[^/]+", path) for path in document["paths"]]
    for path in document["paths"]:
        assert sum(bool(re.fullmatch(shape, path)) for shape in shapes) == 1, path


def test_every_example_is_of_an_operation(document):
    names = {operation["operationId"] for operation in operations(document)}
    assert set(examples()) - {"problem"} == names


@pytest.mark.parametrize("route", ANSWERING, ids=lambda route: route.name)
def test_an_example_of_an_answer_is_one(route):
    example = json.dumps(examples()[route.name]["response"])
    TypeAdapter(route.response_model).validate_json(example)


@pytest.mark.parametrize("route", ASKING, ids=lambda route: route.name)
def test_an_example_of_a_request_is_one(route):
    (validator,) = route.body_field.field_info.metadata
    model = validator.json_schema_input_type
    model.model_validate_json(json.dumps(examples()[route.name]["request"]))


def test_the_example_of_a_problem_is_one():
    Problem.model_validate(examples()["problem"])
