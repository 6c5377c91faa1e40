"""What somebody entered into a form, as it came, and the document that it means.

What was entered is kept as text in a tree of the form's parts, so that it can be shown
again whatever is wrong with it. A list or a table is a tree of numbered rows. Beside a
part, ``name~given`` says that it is there though it is empty, and ``name~none`` that it
is meant to be nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from api.web.forms.parts import Kind
from optimizer.files.validating import field_names, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from api.web.forms.parts import Part

Model = TypeVar("Model", bound=BaseModel)
Tree: TypeAlias = dict[str, "Tree | str"]

GIVEN, NONE = "~given", "~none"
TICKED = "on"
DEEPEST = 24
"""Steps from the whole form to a field; what says more is of no form of ours."""
NUMBER = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{0,30})?|[+-]?\.[0-9]{1,30}")
WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
DECIMAL = re.compile(r"Decimal\('([^']*)'\)")
"""A number as errors repeat it."""
ROW = re.compile(r"[0-9]{1,6}")


class _Nothing:
    """What a part that was left empty is."""


NOTHING = _Nothing()


@dataclass(frozen=True, slots=True)
class Entry:
    """A form as somebody filled it in, and what is wrong with it.

    Attributes
    ----------
    wrong
        Path of a part → what is wrong there; the empty path is the whole form.
    """

    part: Part
    tree: Tree
    wrong: Mapping[str, tuple[str, ...]]


def tree_of(pairs: Iterable[tuple[str, str]], prefix: str) -> Tree:
    """Return what was entered, from the fields of a form whose names begin so."""
    whole: Tree = {}
    for name, content in pairs:
        first, *steps = name.split(".")
        if first != prefix or not steps or len(steps) > DEEPEST:
            continue
        *outer, last = steps
        inner: Tree | str = whole
        for step in outer:
            if isinstance(inner, dict):
                inner = inner.setdefault(step, {})
        if isinstance(inner, dict) and not isinstance(inner.get(last), dict):
            inner[last] = content
    return whole


def pairs_of(tree: Tree, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a form that has been filled in so."""
    for name, inner in tree.items():
        path = f"{prefix}.{name}"
        if isinstance(inner, dict):
            yield from pairs_of(inner, path)
        else:
            yield path, inner


def document_of(group: Part, tree: Tree) -> dict[str, object]:
    """Return the document that a group of parts means; what was left out is not in it.

    Text that is no number stays text, so that whoever reads the document says so.
    """
    given = {part.name: _of_part(part, tree) for part in group.parts}
    return {name: it for name, it in given.items() if it is not NOTHING}


def _of_part(part: Part, tree: Tree) -> object:
    """Return what one part means within what was entered around it."""
    inner, named = tree.get(part.name), part.name + GIVEN in tree
    if part.is_single:
        if part.required and part.nullable and part.name + NONE in tree:
            return None
        return _single(part, inner)
    if part.kind is Kind.GROUP:
        if part.nullable and not named:
            return NOTHING
        found = document_of(part, branch(inner))
        return found if found or part.required or part.nullable else NOTHING
    if part.kind is Kind.LIST:
        items = [item for _, item in items_of(part, branch(inner))]
        return items if items or part.required or (part.nullable and named) else NOTHING
    table = {key: given for _, key, given in lines_of(part, branch(inner))}
    return table or NOTHING


def branch(found: Tree | str | None) -> Tree:
    """Return the tree that is there, or an empty one."""
    return found if isinstance(found, dict) else {}


def rows_of(tree: Tree) -> list[str]:
    """Return the numbers of the rows of a list or table, in their order."""
    return sorted((name for name in tree if ROW.fullmatch(name)), key=int)


def items_of(part: Part, tree: Tree) -> list[tuple[str, object]]:
    """Return the items of a list, each with its row; empty rows are none."""
    (item,) = part.parts
    found = []
    for row in rows_of(tree):
        given = _item(item, tree[row])
        if given is not NOTHING:
            found.append((row, given))
    return found


def lines_of(part: Part, tree: Tree) -> list[tuple[str, str, object]]:
    """Return row, name and what is given for it of a table; empty rows are none."""
    _, value = part.parts
    found = []
    for row in rows_of(tree):
        line = branch(tree[row])
        key = line.get("key", "")
        key = key.strip() if isinstance(key, str) else ""
        given = _item(value, line.get("value", ""))
        if key or given is not NOTHING:
            empty: object = {} if value.kind is Kind.GROUP else ""
            found.append((row, key, empty if given is NOTHING else given))
    return found


def _item(part: Part, given: Tree | str) -> object:
    """Return what an item of a list, or a value of a table, means."""
    if part.is_single:
        return _single(part, given)
    return document_of(part, branch(given)) or NOTHING


def _single(part: Part, given: Tree | str | None) -> object:
    if not isinstance(given, str) or not given.strip():
        return NOTHING
    text = given.strip()
    if part.kind is Kind.YES_NO:
        return True
    if part.kind in {Kind.NUMBER, Kind.WHOLE} and WHOLE.fullmatch(text):
        return int(text)
    if part.kind is Kind.NUMBER and NUMBER.fullmatch(text):
        return Decimal(text)
    if part.kind is Kind.LONG_TEXT:
        return given.replace("\r\n", "\n")
    return given if part.kind is Kind.TEXT else text


def read(
    model: type[Model], group: Part, tree: Tree
) -> tuple[Model | None, dict[str, tuple[str, ...]]]:
    """Return the value that was entered, or None and what is wrong, by path."""
    twice = _given_twice(group, tree, "")
    wrong: dict[str, tuple[str, ...]] = {path: (said,) for path, said in twice}
    try:
        found = model.model_validate(document_of(group, tree))
    except ValidationError as refusal:
        known = field_names(model)
        for error in refusal.errors(include_url=False, include_context=True):
            path = place(group, tree, error["loc"])
            wrong[path] = (*wrong.get(path, ()), _said(group, path, error, known))
        return None, wrong
    return (None if wrong else found), wrong


def _said(group: Part, path: str, error: ErrorDetails, known: frozenset[str]) -> str:
    """Return what is wrong as a sentence that calls the part by its title."""
    message, part = sentence(error, known).strip(), _part_at(group, path)
    name = next((str(it) for it in reversed(error["loc"]) if isinstance(it, str)), "")
    if part is not None and part.title and name and message.startswith(name):
        message = part.title + message.removeprefix(name)
    message = DECIMAL.sub(r"\1", message).replace("Decimal input should", "should")
    return f"{message[:1].upper()}{message[1:]}"


def _part_at(group: Part, path: str) -> Part | None:
    """Return the part that a path leads to."""
    part: Part | None = group
    for step in path.split("."):
        if part is None or part.kind is Kind.GROUP:
            part = None if part is None else part.part(step)
        elif part.kind is Kind.LIST:
            part = part if part.parts[0].is_single else part.parts[0]
        elif step in {"key", "value"}:
            part = part.parts[0 if step == "key" else 1]
    return part


def _given_twice(part: Part, tree: Tree, path: str) -> Iterator[tuple[str, str]]:
    """Yield the names that a table has twice, which no document can hold."""
    for inner in part.parts:
        below, at = branch(tree.get(inner.name)), f"{path}.{inner.name}".strip(".")
        if inner.kind is Kind.GROUP:
            yield from _given_twice(inner, below, at)
        elif inner.kind is Kind.LIST and inner.parts[0].kind is Kind.GROUP:
            for row in rows_of(below):
                yield from _given_twice(
                    inner.parts[0], branch(below[row]), f"{at}.{row}"
                )
        elif inner.kind is Kind.TABLE:
            seen: set[str] = set()
            for row, key, _ in lines_of(inner, below):
                if key in seen:
                    yield f"{at}.{row}.key", f"{key} is given twice; give it once."
                seen.add(key)


def place(part: Part, tree: Tree, steps: Iterable[str | int]) -> str:
    """Return the path of the part that an error is about, as far as it is in the form.

    Parameters
    ----------
    steps
        As documents have them: fields, positions in lists and names in tables; items
        of lists may be called by their ids.
    """
    path: list[str] = []
    for step in steps:
        if part.kind is Kind.LIST:
            row = _row_of_item(part, tree, step)
            following = part.parts[0]
        elif part.kind is Kind.TABLE:
            row = _row_of_name(part, tree, step)
            following = part.parts[1]
        else:
            inner = part.part(str(step))
            row = None if inner is None else inner.name
            following = inner or part
        if row is None:
            break
        path.append(row)
        tree, part, table = branch(tree.get(row)), following, part.kind is Kind.TABLE
        if table:
            path.append("value")
            tree = branch(tree.get("value"))
    return ".".join(path)


def _row_of_item(part: Part, tree: Tree, step: str | int) -> str | None:
    """Return the row of an item of a list, by its position or its id."""
    items = items_of(part, tree)
    if isinstance(step, int):
        return items[step][0] if step < len(items) else None
    called = (row for row, it in items if step in (it, _id_of(it)))
    return next(called, None)


def _id_of(item: object) -> object:
    return item.get("id") if isinstance(item, dict) else None


def _row_of_name(part: Part, tree: Tree, step: str | int) -> str | None:
    called = (row for row, key, _ in lines_of(part, tree) if key == step)
    return next(called, None)


def tree_from(group: Part, value: BaseModel) -> Tree:
    """Return a form as it has to be filled in to make a value."""
    return _filled(group, value.model_dump(exclude_defaults=True))


def _filled(group: Part, document: Mapping[str, object]) -> Tree:
    tree: Tree = {}
    for part in group.parts:
        if part.name not in document:
            continue
        given = document[part.name]
        if given is None:
            if part.required:
                tree[part.name + NONE] = TICKED
            continue
        if part.nullable and not part.is_single:
            tree[part.name + GIVEN] = TICKED
        entered = _written(part, given)
        if entered:
            tree[part.name] = entered
    return tree


def _written(part: Part, given: object) -> Tree | str:
    if part.kind is Kind.GROUP and isinstance(given, dict):
        return _filled(part, given)
    if part.kind is Kind.LIST and isinstance(given, tuple):
        (item,) = part.parts
        return {str(row): _written(item, it) for row, it in enumerate(given)}
    if part.kind is Kind.TABLE and isinstance(given, dict):
        _, value = part.parts
        return {
            str(row): {"key": str(key), "value": _written(value, it)}
            for row, (key, it) in enumerate(given.items())
        }
    return text_of(given)


def text_of(given: object) -> str:
    """Return a single value as it is entered."""
    if isinstance(given, bool):
        return TICKED if given else ""
    if isinstance(given, Decimal):
        whole = given == given.to_integral_value()
        return f"{given.to_integral_value():f}" if whole else f"{given.normalize():f}"
    return given.isoformat() if isinstance(given, date) else str(given)
