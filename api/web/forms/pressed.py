"""What the buttons inside a form do: add a row or remove it, give a part or take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.web.forms.entered import GIVEN, TICKED, Tree, branch, rows_of
from api.web.forms.parts import Kind

if TYPE_CHECKING:
    from api.web.forms.parts import Part

ADD, REMOVE, GIVE, TAKE = "add", "remove", "give", "take"
MOST_ROWS = 1_000
"""Of one list or table."""


def pressed(group: Part, tree: Tree, press: str, prefix: str) -> tuple[Tree, str]:
    """Return what is entered after a button was pressed, and where to go on.

    Parameters
    ----------
    press
        What the button says: ``add it.project.packages``. One that no form of this
        kind has changes nothing.
    """
    verb, _, path = press.partition(" ")
    first, *steps = path.split(".")
    if first != prefix or not steps:
        return tree, ""
    return _within(group, tree, verb, steps, ())


def begun(group: Part) -> Tree:
    """Return an empty form, with as many rows as its lists need."""
    tree: Tree = {}
    for part in group.parts:
        if part.kind is Kind.LIST and part.required:
            rows = int(part.least or 1)
            tree[part.name] = {str(row): _empty(part.parts[0]) for row in range(rows)}
        elif part.kind is Kind.GROUP and part.required:
            tree[part.name] = begun(part)
    return tree


def _within(
    part: Part, tree: Tree, verb: str, steps: list[str], walked: tuple[str, ...]
) -> tuple[Tree, str]:
    """Do what a button says in the part of a form that it names."""
    step, *rest = steps
    inner = _following(part, step)
    if inner is None:
        return tree, ""
    path = (*walked, step)
    if rest:
        below, focus = _within(inner, branch(tree.get(step)), verb, rest, path)
        return {**tree, step: below}, focus
    if part.kind in {Kind.LIST, Kind.TABLE}:
        gone = step if verb == REMOVE else ""
        return {row: it for row, it in tree.items() if row != gone}, ""
    return _at(inner, tree, verb, path)


def _at(part: Part, tree: Tree, verb: str, path: tuple[str, ...]) -> tuple[Tree, str]:
    """Do what a button says with one part of a group."""
    name = part.name
    if verb == ADD and part.kind in {Kind.LIST, Kind.TABLE}:
        rows, row = _with_row(part, branch(tree.get(name)))
        return {**tree, name: rows}, ".".join((*path, row))
    if verb == GIVE and part.kind is Kind.GROUP:
        return {**tree, name + GIVEN: TICKED, name: begun(part)}, ".".join(path)
    if verb == TAKE and part.kind is Kind.GROUP:
        return {it: tree[it] for it in tree if it not in {name, name + GIVEN}}, ""
    return tree, ""


def _following(part: Part, step: str) -> Part | None:
    """Return the part that a step leads to; rows of tables hold two parts."""
    if part.kind is Kind.GROUP:
        return part.part(step)
    if part.kind is Kind.LIST:
        return part.parts[0]
    if part.kind is Kind.TABLE:
        return part.parts[1] if step == "value" else part
    return None


def _with_row(part: Part, tree: Tree) -> tuple[Tree, str]:
    rows = rows_of(tree)
    if len(rows) >= MOST_ROWS:
        return tree, rows[-1]
    row = str(int(rows[-1]) + 1) if rows else "0"
    if part.kind is Kind.TABLE:
        key, value = part.parts
        return {**tree, row: {key.name: "", value.name: _empty(value)}}, row
    return {**tree, row: _empty(part.parts[0])}, row


def _empty(part: Part) -> Tree | str:
    return begun(part) if part.kind is Kind.GROUP else ""
