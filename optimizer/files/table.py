"""The shape of the tables that a portfolio and a plan are written in.

One definition of a table serves its reader, its writer, the template and the
documentation: a new field of the format is one more `Column`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.files.kinds import Kind
    from optimizer.portfolio.base import DomainModel


class Role(StrEnum):
    """What the cells of a column are to the row's object.

    field: a field of it; owner: the name of the object it belongs to; key: its name
    among its owner's entries; value: all that it is; order: its place among its
    owner's values; spread_key, spread_value: one entry of the field that is spread
    over rows; extra: not in the format, understood by the reader.
    """

    FIELD = "field"
    OWNER = "owner"
    KEY = "key"
    VALUE = "value"
    ORDER = "order"
    SPREAD_KEY = "spread_key"
    SPREAD_VALUE = "spread_value"
    EXTRA = "extra"


class Shape(StrEnum):
    """How the rows of one owner stand in its field.

    one: a single object; rows: a list; entries: a mapping.
    """

    ONE = "one"
    ROWS = "rows"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name
        The header in a CSV file; a workbook says it in words.
    says
        What it means, in simple words.
    field
        Path of the field inside the row's object, where it is not the name.
    names
        What kind of thing its ids name: ``person``, ``package`` …
    synonyms
        Other headers that are understood, as `normal` returns them.
    """

    name: str
    kind: Kind
    says: str
    role: Role = Role.FIELD
    field: str = ""
    names: str = ""
    required: bool = False
    synonyms: tuple[str, ...] = ()

    @property
    def path(self) -> tuple[str, ...]:
        """The fields that lead to the value, from the row's object."""
        return tuple((self.field or self.name).split("."))

    @property
    def title(self) -> str:
        """The header in a workbook."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a sheet of a workbook, or a CSV file.

    Attributes
    ----------
    name, title
        Of the CSV file, and of the sheet.
    field
        Field of the owner that holds the rows; empty for the root itself.
    model
        What a row is an instance of.
    owner
        What kind of thing its rows belong to; empty for the root.
    naming, key
        What kind of thing its rows are, if others refer to them, and the columns
        that name them.
    branch
        Field of a row's object that owns the rows of other tables.
    spread
        Field that is a mapping spread over rows: rows equal in all but key and
        value are one object.
    vertical
        One setting per row, instead of one column each.
    """

    name: str
    title: str
    says: str
    model: type[DomainModel]
    field: str
    columns: tuple[Column, ...]
    shape: Shape = Shape.ROWS
    owner: str = ""
    naming: str = ""
    key: tuple[str, ...] = ()
    branch: str = ""
    spread: str = ""
    vertical: bool = False
    synonyms: tuple[str, ...] = ()

    def of_role(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns of some roles."""
        return tuple(column for column in self.columns if column.role in roles)

    def column(self, role: Role) -> Column | None:
        """Return the only column of a role, if there is one."""
        return next(iter(self.of_role(role)), None)


def normal(header: str) -> str:
    """Return a header, or the name of a sheet, as it is compared.

    Case, spaces, punctuation, units in brackets and the mark of a required column
    make no difference.
    """
    bare = re.sub(r"[(\[].*?[)\]]", " ", header.casefold())
    return re.sub(r"[\W_]+", "_", bare).strip("_")
