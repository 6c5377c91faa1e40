"""What a form asks for, read from the class of what it makes.

A part is a single value, a group of parts, a list of equal parts, or a table from names
to parts. There is no form that was written by hand: whoever adds a field to a class has
added it to the form.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from api.web.forms.names import Names, names_of
from api.web.forms.wording import about_of, class_told, is_first, title_of
from optimizer.files.schema import schema_of

if TYPE_CHECKING:
    from pydantic import BaseModel

LONG_TEXT = frozenset({"description"})
"""Texts that may have several lines."""


class Kind(StrEnum):
    """How a part is filled in."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"
    WHOLE = "whole number"
    DAY = "day"
    YES_NO = "yes or no"
    CHOICE = "choice"
    GROUP = "group"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form.

    Attributes
    ----------
    name, title, about
        As documents have it, as people read it, and what it means.
    required
        Has to be given.
    nullable
        May be given as nothing, which can mean something else than not given.
    least, most
        Of a number, the smallest and the largest; of a list, how many.
    default
        What not given means, for people.
    choices
        The only values there are.
    names
        What a text is the name of, so that those there are can be offered.
    first
        Shown at once, not among the further parts of its group.
    parts
        Of a group its parts; of a list what each item is; of a table first the name and
        then what is given for it.
    """

    name: str
    title: str
    about: str
    kind: Kind
    required: bool = False
    nullable: bool = False
    least: float | None = None
    most: float | None = None
    default: str = ""
    choices: tuple[str, ...] = ()
    names: Names | None = None
    first: bool = True
    parts: tuple[Part, ...] = ()

    @property
    def is_single(self) -> bool:
        """Whether it is one value that is typed, ticked or chosen."""
        return self.kind not in {Kind.GROUP, Kind.LIST, Kind.TABLE}

    def part(self, name: str) -> Part | None:
        """Return the part of a group by its name."""
        return next((it for it in self.parts if it.name == name), None)


@cache
def form_of(model: type[BaseModel]) -> Part:
    """Return the form that makes a value of this class."""
    schema = schema_of(model)
    return _Reader(schema.get("$defs", {})).group("", model.__name__, schema)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads parts from a JSON schema.

    Attributes
    ----------
    known
        Name → schema of the classes inside.
    """

    known: dict[str, Any]

    def group(self, name: str, owner: str, schema: dict[str, Any]) -> Part:
        """Return the parts of an object, but for what says which kind it is."""
        required = schema.get("required", ())
        parts = tuple(
            self.part(field, owner, said, required=field in required)
            for field, said in schema["properties"].items()
            if "const" not in said
        )
        about = class_told(owner, schema.get("description", ""))
        return Part(name, "", about, Kind.GROUP, parts=parts)

    def part(
        self, name: str, owner: str, said: dict[str, Any], *, required: bool
    ) -> Part:
        """Return one field of a class."""
        schema, nullable = self._meant(said)
        common: dict[str, Any] = {
            "name": name,
            "title": title_of(owner, name),
            "about": about_of(owner, name, said.get("description", "")),
            "required": required,
            "nullable": nullable,
            "default": _told(said.get("default")),
            "names": names_of(owner, name),
            "first": required or is_first(owner, name),
        }
        if "properties" in schema:
            inner = self.group(name, schema["title"], schema)
            about = common.pop("about") or inner.about
            return Part(kind=Kind.GROUP, parts=inner.parts, about=about, **common)
        if schema.get("type") == "array":
            item = self.part("", f"{owner}.{name}", schema["items"], required=True)
            return Part(kind=Kind.LIST, parts=(item,), **_counts(schema), **common)
        if schema.get("type") == "object":
            return Part(
                kind=Kind.TABLE, parts=self._table(schema, owner, name), **common
            )
        return Part(
            kind=_kind(name, schema),
            choices=tuple(schema.get("enum", ())),
            least=schema.get("minimum"),
            most=schema.get("maximum"),
            **common,
        )

    def _meant(self, said: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        """Return the schema of a field, and whether it may be nothing."""
        nullable = False
        while True:
            if "$ref" in said:
                said = self.known[said["$ref"].rpartition("/")[2]]
            elif "anyOf" in said:
                ways = said["anyOf"]
                some = [one for one in ways if one.get("type") != "null"]
                nullable = nullable or len(some) < len(ways)
                said = some[-1]  # the last of several is the one that says everything
            else:
                return said, nullable

    def _table(
        self, schema: dict[str, Any], owner: str, name: str
    ) -> tuple[Part, Part]:
        patterns = list(schema.get("patternProperties", {}).values())
        given = schema.get("additionalProperties") or patterns[0]
        place = f"{owner}.{name}"
        key = Part(
            "key",
            title_of(place, "key"),
            "",
            Kind.TEXT,
            required=True,
            names=names_of(owner, name),
        )
        return key, self.part("value", place, given, required=True)


def _kind(name: str, schema: dict[str, Any]) -> Kind:
    """Return how a single value is filled in."""
    if "enum" in schema:
        return Kind.CHOICE
    if schema.get("format") == "date":
        return Kind.DAY
    if schema["type"] == "string":
        return Kind.LONG_TEXT if name in LONG_TEXT else Kind.TEXT
    kinds = {"number": Kind.NUMBER, "integer": Kind.WHOLE, "boolean": Kind.YES_NO}
    return kinds[schema["type"]]


def _counts(schema: dict[str, Any]) -> dict[str, Any]:
    return {"least": schema.get("minItems"), "most": schema.get("maxItems")}


def _told(default: object) -> str:
    """Return a default for people; nothing where it says nothing."""
    if default is None or isinstance(default, bool | list | dict):
        return ""
    return f"{default:g}" if isinstance(default, float) else str(default)
