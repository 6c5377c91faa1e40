"""The JSON Schemas of the format, made from the domain model itself."""

from __future__ import annotations

import inspect
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from optimizer.files.kinds import plain
from optimizer.files.table import Role
from optimizer.files.tables import TABLES
from optimizer.files.validating import models_in, models_inside
from optimizer.plan.outcome import Outcome
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio

if TYPE_CHECKING:
    from pydantic import BaseModel

    from optimizer.files.table import Column, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SECTION = re.compile(r"\n+Attributes\n-+\n")


def portfolio_schema() -> dict[str, Any]:
    """Return the JSON Schema of a portfolio."""
    return schema_of(Portfolio)


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema of a plan."""
    return schema_of(Plan)


def outcome_schema() -> dict[str, Any]:
    """Return the JSON Schema of an outcome, which ``solve --json`` prints."""
    return schema_of(Outcome)


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a model, described by the docstrings of all its parts."""
    schema = model.model_json_schema()
    described(schema, model)
    for part in models_inside(model):
        if part.__name__ in schema.get("$defs", {}):
            described(schema["$defs"][part.__name__], part)
    if "Link" in schema.get("$defs", {}):
        schema["$defs"]["Link"] = or_id_alone(schema["$defs"]["Link"])
    return {"$schema": DIALECT, **schema}


def or_id_alone(link: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a predecessor, which may be written as its id alone.

    Pydantic cannot see that, because a validator reads it.
    """
    return {
        "title": "Link",
        "description": link["description"],
        "anyOf": [{"type": "string", "minLength": 1}, link],
    }


def described(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Give the fields of a schema what is said of them, and plain defaults."""
    text, said = documented(model)
    schema["description"] = text
    for name, field in schema.get("properties", {}).items():
        words = said.get(name) or SAID_IN_TABLES.get((model, name))
        if words is not None:
            field["description"] = words
        if field.get("type") == "number" and isinstance(field.get("default"), str):
            field["default"] = plain(Decimal(field["default"]))


def documented(model: type[BaseModel]) -> tuple[str, dict[str, str]]:
    """Return what the docstring of a model says of it, and of each of its fields."""
    text, *section = SECTION.split(inspect.getdoc(model) or "", maxsplit=1)
    fields: dict[str, str] = {}
    names: list[str] = []
    for line in "".join(section).splitlines():
        if line and not line.startswith(" "):
            names = re.findall(r"\w+", line)
        elif line.strip():
            for name in names:
                fields[name] = f"{fields.get(name, '')} {line.strip()}".strip()
    return " ".join(text.split()), fields


def field_of(table: Table, column: Column) -> tuple[type[BaseModel], str]:
    """Return the model and the field that a column fills in."""
    model: type[BaseModel] = table.model
    *outer, last = column.path
    for step in outer:
        (model,) = models_in(model.model_fields[step].annotation)
    return model, last


SAID_IN_TABLES = {
    field_of(table, column): column.says
    for table in reversed(TABLES)
    for column in table.of_role(Role.FIELD)
}
"""Model and field → its meaning, for those that no docstring explains."""
