"""Long lists in parts: each page says where the next one begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from sqlalchemy import Integer, bindparam

from api.storage.reading import rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from api.storage.reading import Reader


class Named(Protocol):
    """Something with an id that sorts by time."""

    @property
    def id(self) -> str:
        """By which a page ends and the next begins."""


Item = TypeVar("Item", bound=Named)


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Part of a list, the newest first.

    Attributes
    ----------
    after
        What to ask for to get the next page; None where there is none.
    """

    items: tuple[Item, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list is wanted: so many items after one of them."""

    after: str | None = None
    size: int = 50


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """The same of a list of what has numbers."""

    after: int | None = None
    size: int = 50


@dataclass(frozen=True, slots=True, eq=False)
class Pages(Generic[Item]):
    """A list that is read page by page, by the ids in a column.

    Attributes
    ----------
    item
        What a row of the query is told as.
    conditions
        By the name of a value: which rows are left where that is given.
    """

    query: Select[*tuple[Any, ...]]
    column: InstrumentedAttribute[str]
    item: Callable[[Any], Item]
    conditions: Mapping[str, ColumnElement[bool]] = field(default_factory=dict)

    def page(self, reader: Reader, part: Part, **given: object) -> Page[Item]:
        """Return a page of the rows that fit all values but those that are None."""
        values = {**given, AFTER: part.after}
        values = {name: one for name, one in values.items() if one is not None}
        statement = _statement(self, frozenset(values))
        found = rows(reader, statement, {**values, SIZE: part.size + 1}).all()
        items = tuple(map(self.item, found[: part.size]))
        return Page(items, items[-1].id if len(found) > part.size else None)


AFTER, SIZE = "after", "size"
"""Parameters of every page."""
LARGEST = 2**31 - 1
"""No database counts further."""


@cache
def _statement(pages: Pages[Any], names: frozenset[str]) -> Select[*tuple[Any, ...]]:
    """Return the statement for pages of what fits the values of these names.

    Ids are sorted alone, and their rows read afterwards: a row may be long, and SQLite
    would put whole ones in order to take the first of them.
    """
    conditions = {**pages.conditions, AFTER: pages.column < bindparam(AFTER)}
    column = pages.column
    ids = (
        pages.query.with_only_columns(column)
        .where(*(conditions[name] for name in sorted(names)))
        .order_by(column.desc())
        .limit(bindparam(SIZE, type_=Integer))
    )
    return pages.query.where(column.in_(ids)).order_by(column.desc())
