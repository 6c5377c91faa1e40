"""Long lists in parts: each page says where the next one begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Select
    from sqlalchemy.orm import InstrumentedAttribute, Session


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


def page_of(
    session: Session,
    query: Select[*tuple[Any, ...]],
    column: InstrumentedAttribute[str],
    part: Part,
    item: Callable[[Any], Item],
) -> Page[Item]:
    """Return a page of a query by the id in a column.

    Parameters
    ----------
    item
        What a row of the query is told as.
    """
    if part.after is not None:
        query = query.where(column < part.after)
    rows = session.execute(query.order_by(column.desc()).limit(part.size + 1)).all()
    items = tuple(item(row) for row in rows[: part.size])
    more = len(rows) > part.size
    return Page(items, items[-1].id if more else None)
