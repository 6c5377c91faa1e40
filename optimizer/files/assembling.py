"""From rows to the nested document that the domain model is validated from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from optimizer.files.findings import Place, shortened
from optimizer.files.table import Role, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from optimizer.files.findings import Findings
    from optimizer.files.sheet import Row
    from optimizer.files.table import Table

Loc = tuple[str | int, ...]
"""The path of a field, as pydantic gives it."""
Same = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """An object of the document that owns others, and its path."""

    content: dict[str, Any]
    loc: Loc


@dataclass(slots=True)
class Document:
    """Nested fields, and the place in the file where each was found."""

    content: dict[str, Any] = field(default_factory=dict)
    origins: dict[Loc, Place] = field(default_factory=dict)
    unfit: set[Loc] = field(default_factory=set)

    def place(self, loc: Loc) -> Place | None:
        """Return the nearest place that is known of a field."""
        for length in range(len(loc), 0, -1):
            if loc[:length] in self.origins:
                return self.origins[loc[:length]]
        return None


def folded(name: str) -> str:
    """Return a name as it is compared: without case, Unicode form and spacing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class References:
    """Settles what the ids in cells refer to.

    An id that differs from the only possible name in case or spacing is taken for
    it, with a note; any other unknown id is an error.
    """

    def __init__(self, names: Mapping[str, Iterable[str]], findings: Findings) -> None:
        self._findings = findings
        self._exact: dict[str, set[str]] = {}
        self._spellings: dict[str, dict[str, list[str]]] = {}
        for kind, ids in names.items():
            for name in ids:
                self._learn(kind, name)

    def learn(self, table: Table, rows: Iterable[Row]) -> None:
        """Take note of what the rows of a table are called."""
        if table.naming and len(table.key) == 1:
            for row in rows:
                name = row.values.get(table.key[0])
                if isinstance(name, str):
                    self._learn(table.naming, name)

    def _learn(self, kind: str, name: str) -> None:
        exact = self._exact.setdefault(kind, set())
        if name not in exact:
            exact.add(name)
            groups = self._spellings.setdefault(kind, {})
            groups.setdefault(folded(name), []).append(name)

    def settle(self, table: Table, rows: Iterable[Row]) -> None:
        """Replace ids by the names they mean."""
        columns = [column for column in table.columns if column.names]
        for row in rows:
            for column in columns:
                asked = row.values.get(column.name)
                if asked is None:
                    continue
                place = row.where(column.name)
                if isinstance(asked, tuple):
                    meant = tuple(
                        self._meant(one, column.names, place) for one in asked
                    )
                    row.values[column.name] = tuple(one or "?" for one in meant)
                else:
                    one = self._meant(asked, column.names, place)
                    row.values[column.name] = one
                    meant = (one,)
                if None in meant:
                    row.unfit.add(column.name)

    def _meant(self, asked: str, kind: str, place: Place) -> str | None:
        """Return the name that an id means, if there is one."""
        if asked in self._exact.get(kind, ()):
            return asked
        spellings = self._spellings.get(kind, {}).get(folded(asked), [])
        if len(spellings) == 1:
            sentence = f"{asked!r} was read as the {kind} {spellings[0]!r}."
            self._findings.assume("other_spelling", place, sentence)
            return spellings[0]
        self._findings.error("unknown_reference", place, self._unknown(asked, kind))
        return None

    def _unknown(self, asked: str, kind: str) -> str:
        """Return the sentence about an id that means nothing."""
        known = self._spellings.get(kind, {})
        if kind == "progress":
            return f"The package {shortened(asked)} has no row on the sheet Progress."
        if not known:
            return (
                f"The {kind} {shortened(asked)} is unknown: there is no {kind} at all."
            )
        close = get_close_matches(folded(asked), known, n=1)
        hint = f"; did you mean {known[close[0]][0]!r}?" if close else "."
        return f"The {kind} {shortened(asked)} is unknown{hint}"


class Assembly:
    """Places the rows of tables, owners first, into one document."""

    def __init__(self, findings: Findings) -> None:
        self.document = Document()
        self._findings = findings
        self._nodes: dict[tuple[str, Same], Node] = {
            ("", ()): Node(self.document.content, ())
        }
        self._named: dict[tuple[str, Same], Place] = {}

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Place the rows of one table."""
        ordered = in_order(table, rows, self._findings)
        spread: dict[Same, Node] = {}
        for row in ordered:
            owner = self._owner(table, row)
            if owner is None or not self._is_first_of_its_name(table, row):
                continue
            if table.spread:
                self._place_spread(table, row, owner, spread)
            else:
                self._place(table, row, owner)

    def _owner(self, table: Table, row: Row) -> Node | None:
        """Return the object that a row belongs to."""
        owners = table.of_role(Role.OWNER)
        if any(column.name in row.unfit for column in owners):
            return None
        said = (row.values.get(column.name) for column in owners)
        key = tuple(name for name in said if name is not None)
        node = self._nodes.get((table.owner, key))
        if node is None and len(key) > 1:
            self._findings.error(
                "unknown_reference",
                row.where(owners[-1].name),
                f"The package {key[0]!r} has no mode {shortened(key[-1])}.",
            )
        return node

    def _is_first_of_its_name(self, table: Table, row: Row) -> bool:
        """Refuse a second row of the same name."""
        if not table.key or any(name in row.unfit for name in table.key):
            return True
        key = tuple(row.values.get(name) for name in table.key)
        first = self._named.setdefault((table.naming or table.name, key), row.place)
        if first is row.place:
            return True
        name = "/".join(str(part) for part in key if part is not None)
        self._findings.error(
            "duplicate",
            row.where(table.key[-1]),
            f"{name!r} stands in {first} already.",
        )
        return False

    def _place(self, table: Table, row: Row, owner: Node) -> None:
        """Put a row's object where it belongs, and remember where it came from."""
        value = table.column(Role.VALUE)
        key = table.column(Role.KEY)
        loc = owner.loc
        if value is not None and value.name in row.unfit:
            return
        content: Any = {} if value is None else row.values[value.name]
        if not table.field:
            content = owner.content
        elif table.shape is Shape.ONE:
            owner.content[table.field] = content
            loc = (*loc, table.field)
        elif key is not None:
            if key.name in row.unfit:
                return
            name = row.values[key.name]
            owner.content.setdefault(table.field, {})[name] = content
            loc = (*loc, table.field, str(name))
        else:
            listed = owner.content.setdefault(table.field, [])
            if not isinstance(listed, list):
                listed = owner.content[table.field] = list(listed)
            listed.append(content)
            loc = (*loc, table.field, len(listed) - 1)
        self.document.origins[loc] = row.where(value.name) if value else row.place
        if value is None:
            self._fill(table, row, content, loc)

    def _fill(self, table: Table, row: Row, content: dict[str, Any], loc: Loc) -> None:
        """Give an object its fields, and its name to those it owns."""
        for column in table.of_role(Role.FIELD):
            path = column.path
            if column.name in row.places:
                self.document.origins[(*loc, *path)] = row.places[column.name]
            if column.name in row.unfit:
                self.document.unfit.add((*loc, *path))
            elif column.name in row.values:
                inner = content
                for step in path[:-1]:
                    inner = inner.setdefault(step, {})
                inner[path[-1]] = row.values[column.name]
        if table.naming and not any(name in row.unfit for name in table.key):
            named = tuple(row.values[name] for name in table.key)
            node = Node(content, loc)
            if table.branch:
                inner = content.setdefault(table.branch, {})
                node = Node(inner, (*loc, table.branch))
            self._nodes[table.naming, named] = node

    def _place_spread(
        self, table: Table, row: Row, owner: Node, spread: dict[Same, Node]
    ) -> None:
        """Add a row to the object that it is one entry of."""
        if row.unfit:
            return
        fields = table.of_role(Role.FIELD)
        same = tuple(row.values.get(column.name) for column in fields)
        if same not in spread:
            self._place(table, row, owner)
            listed = owner.content[table.field]
            loc = (*owner.loc, table.field, len(listed) - 1)
            spread[same] = Node(listed[-1], loc)
        key, value = table.of_role(Role.SPREAD_KEY, Role.SPREAD_VALUE)
        entry, amount = row.values.get(key.name), row.values.get(value.name)
        if entry is None and amount is None:
            return
        entries = spread[same].content.setdefault(table.spread, {})
        if entry is None and amount == 0:
            return
        if entry is None or amount is None:
            lacking = key if entry is None else value
            self._findings.error("missing", row.place, f"{lacking.title} is missing.")
        elif entry in entries:
            already = f"{' / '.join(map(str, same))} has hours in {entry} already."
            self._findings.error("duplicate", row.where(key.name), already)
        else:
            entries[entry] = amount
            loc = (*spread[same].loc, table.spread, str(entry))
            self.document.origins[loc] = row.where(value.name)


def in_order(table: Table, rows: Sequence[Row], findings: Findings) -> Sequence[Row]:
    """Return rows in the order that they state, which counts from 1 without gaps."""
    column = table.column(Role.ORDER)
    if column is None:
        return rows
    ordered = sorted(rows, key=lambda row: row.values.get(column.name, 0))
    expected: dict[object, int] = {}
    for row in ordered:
        if row.unfit:
            continue
        owner = row.values[table.key[0]]
        expected[owner] = expected.get(owner, 0) + 1
        found = row.values[column.name]
        if found != expected[owner]:
            findings.error(
                "gap",
                row.where(column.name),
                f"{column.title} of {owner!r} should be {expected[owner]}: they count "
                f"from 1 without gaps; found {found}.",
            )
            expected[owner] = found
    return ordered
