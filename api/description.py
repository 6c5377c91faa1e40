"""The OpenAPI document: what the framework derives, with an example of every answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from api.problems import MEDIA_TYPE, Problem
from api.routes.versions import etag

EXAMPLES = Path(__file__).parent / "routes" / "examples.json"
"""operation → what a request says and what is answered."""
JSON = "application/json"
SHOWN = frozenset({JSON, "text/plain", "text/event-stream"})
"""Kinds of content that people can read."""
METHODS = frozenset({"get", "put", "post", "delete"})


def examples() -> dict[str, dict[str, Any]]:
    """Return the examples of every operation."""
    found: dict[str, dict[str, Any]] = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return found


def described(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document with examples, and with the schema of problems."""
    template = "#/components/schemas/{model}"
    problem = Problem.model_json_schema(ref_template=template, mode="serialization")
    schemas = document["components"]["schemas"]
    schemas |= problem.pop("$defs", {})
    schemas["Problem"] = problem
    known = examples()
    for operation in operations(document):
        exemplify(operation, known.get(operation["operationId"], {}), known["problem"])
        demand_version(operation)
    return document


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every operation of a document."""
    return [
        operation
        for path in document["paths"].values()
        for method, operation in path.items()
        if method in METHODS
    ]


def demand_version(operation: dict[str, Any]) -> None:
    """Say that a change needs If-Match, whose lack has an error of its own."""
    for parameter in operation.get("parameters", ()):
        if parameter["name"] == "If-Match":
            version, _ = parameter["schema"].pop("anyOf")
            parameter |= {"required": True, "schema": version, "example": etag(1)}


def exemplify(
    operation: dict[str, Any], example: dict[str, Any], problem: dict[str, Any]
) -> None:
    """Put examples beside the schemas of an operation."""
    body = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if body is not None and "request" in example:
        body["example"] = example["request"]
    for code, response in operation["responses"].items():
        content = response.get("content", {})
        if code.startswith("2") and "response" in example:
            for kind in SHOWN & content.keys():
                content[kind]["example"] = example["response"]
        if code.startswith("4"):
            content[MEDIA_TYPE] = content[MEDIA_TYPE] | {"example": problem}
