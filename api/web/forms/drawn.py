"""A form as a template draws it: every field with its name, its text and its errors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from api.web.forms.entered import GIVEN, NONE, Entry, Tree, branch, rows_of
from api.web.forms.parts import Kind
from api.web.forms.wording import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from api.web.forms.names import Names
    from api.web.forms.parts import Part


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list or a table: an item, or a name and what is given for it."""

    path: str
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """A part of a form in its place.

    Attributes
    ----------
    path
        The name of its field, and what presses of buttons name it by.
    text
        What was entered.
    given, none
        Whether it is there though empty, and whether it is meant to be nothing.
    wrong
        What is wrong with it.
    controls, further
        Of a group: what is shown at once, and what can be unfolded.
    unfolded
        Whether the further ones are shown: something was entered there, or is wrong.
    focused
        Where to go on after a press of a button.
    """

    part: Part
    path: str
    text: str = ""
    given: bool = False
    none: bool = False
    wrong: tuple[str, ...] = ()
    controls: tuple[Control, ...] = ()
    further: tuple[Control, ...] = ()
    unfolded: bool = False
    rows: tuple[Row, ...] = ()
    focused: bool = False

    @property
    def id(self) -> str:
        """What labels and descriptions refer to it by."""
        return self.path.replace(".", "-")

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen: as documents have it, and for people."""
        return tuple((choice, told(choice)) for choice in self.part.choices)

    @property
    def default(self) -> str:
        """What empty means, for people."""
        return told(self.part.default)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered, and nothing is wrong."""
        inner = (*self.controls, *self.further)
        told = self.text or self.given or self.none or self.wrong or self.rows
        return not told and all(it.is_blank for it in inner)


def drawn(entry: Entry, prefix: str, focus: str = "") -> Control:
    """Return the form of an entry.

    Parameters
    ----------
    focus
        Path of the part in which to go on.
    """
    return _Pen(entry.wrong, prefix, focus).group(entry.part, entry.tree, "")


def names_used(control: Control) -> frozenset[Names]:
    """Return which lists of names a form refers to."""
    found = (
        {control.part.names} if control.part.names and control.part.is_single else set()
    )
    for inner in _inside(control):
        found |= names_used(inner)
    return frozenset(found)


def _inside(control: Control) -> Iterator[Control]:
    yield from control.controls
    yield from control.further
    for row in control.rows:
        yield from row.controls


@dataclass(slots=True)
class _Pen:
    """Draws parts, and remembers that the place to go on was found."""

    wrong: Mapping[str, tuple[str, ...]]
    prefix: str
    focus: str

    def group(self, part: Part, tree: Tree, path: str) -> Control:
        drawn = [
            (inner.first, self.inner(inner, tree, f"{path}.{inner.name}".strip(".")))
            for inner in part.parts
        ]
        further = tuple(it for first, it in drawn if not first)
        return Control(
            part,
            self._name(path),
            wrong=self.wrong.get(path, ()),
            controls=tuple(it for first, it in drawn if first),
            further=further,
            unfolded=not all(it.is_blank for it in further),
        )

    def inner(self, part: Part, tree: Tree, path: str) -> Control:
        """Draw a part of a group, with what was entered beside it."""
        given, none = part.name + GIVEN in tree, part.name + NONE in tree
        return self.part(part, tree.get(part.name, ""), path, given=given, none=none)

    def part(
        self,
        part: Part,
        entered: Tree | str,
        path: str,
        *,
        given: bool = False,
        none: bool = False,
    ) -> Control:
        if part.is_single:
            return Control(
                part,
                self._name(path),
                entered if isinstance(entered, str) else "",
                none=none,
                wrong=self.wrong.get(path, ()),
                focused=self._goes_on_at(path),
            )
        if part.kind is Kind.GROUP:
            inner = self.group(part, branch(entered), path)
            return replace(inner, given=given)
        return Control(
            part,
            self._name(path),
            given=given,
            wrong=self.wrong.get(path, ()),
            rows=tuple(self._rows(part, branch(entered), path)),
        )

    def _rows(self, part: Part, tree: Tree, path: str) -> Iterator[Row]:
        for row in rows_of(tree):
            below = f"{path}.{row}"
            if part.kind is Kind.LIST:
                item = self.part(part.parts[0], tree[row], below)
                yield Row(self._name(below), (item,))
                continue
            line = branch(tree[row])
            cells = (
                self.inner(cell, line, f"{below}.{cell.name}") for cell in part.parts
            )
            yield Row(self._name(below), tuple(cells))

    def _goes_on_at(self, path: str) -> bool:
        found = bool(self.focus) and f"{path}.".startswith(f"{self.focus}.")
        if found:
            self.focus = ""
        return found

    def _name(self, path: str) -> str:
        return f"{self.prefix}.{path}" if path else self.prefix
