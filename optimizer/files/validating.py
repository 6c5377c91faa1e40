"""From a nested document to the domain model, each refusal at its place."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from optimizer.files.findings import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic_core import ErrorDetails

    from optimizer.files.findings import Findings

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[str | int, ...]


def validated(
    model: type[Model],
    content: object,
    findings: Findings,
    where: Callable[[Loc], object | None],
) -> Model | None:
    """Return the model of a document, or None and an error for each wrong field.

    `where` names the place of a field; it returns None for one that has been
    complained about already.
    """
    try:
        return model.model_validate(content)
    except ValidationError as refusal:
        known = field_names(model)
        for error in refusal.errors(include_url=False, include_context=True):
            place = where(error["loc"])
            if place is not None:
                findings.error(error["type"], place, sentence(error, known))
        return None


def sentence(error: ErrorDetails, known: frozenset[str]) -> str:
    """Return what was found in a field and what would be right."""
    name = next(
        (str(part) for part in reversed(error["loc"]) if isinstance(part, str)), ""
    )
    name = name.replace("[key]", "name")
    if error["type"] == "missing":
        return f"{name} is missing."
    if error["type"] == "extra_forbidden":
        close = get_close_matches(name, known - {name}, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else "."
        return f"The field {shortened(name)} is unknown{hint}"
    wanted = error["msg"].removeprefix("Value error, ").removesuffix(".")
    wanted = wanted.replace("Input should", "should")
    wanted = wanted.replace("String should", "should").replace("Tuple should", "should")
    if "found" in wanted:
        return f"{name} {wanted}."
    return f"{name} {wanted}, found {shortened(error['input'])}."


def field_names(model: type[BaseModel]) -> frozenset[str]:
    """Return the names of all fields of a model and of the models inside it."""
    return frozenset(
        name for part in models_inside(model) for name in part.model_fields
    )


def models_inside(model: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """Return a model and all models that it is made from, each once."""
    found: dict[type[BaseModel], None] = {}
    todo = [model]
    while todo:
        current = todo.pop()
        if current not in found:
            found[current] = None
            for field in current.model_fields.values():
                todo.extend(models_in(field.annotation))
    return tuple(found)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401
    """Yield the models that a type is made from."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from models_in(inner)
