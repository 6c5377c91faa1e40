"""Rows for whoever only reads: columns, and statements that are made once.

Entities are for what will be changed: to load one costs several times what its row
does, and to write its query anew as much again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from api.storage import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, CursorResult, Select
    from sqlalchemy.orm import InstrumentedAttribute

    from api.storage.errors import NotFound

Reader: TypeAlias = Session | Connection
"""What rows are read with: of these two a connection is the one that costs little."""


def rows(
    reader: Reader,
    statement: Select[*tuple[Any, ...]],
    given: Mapping[str, object] | None = None,
) -> CursorResult[*tuple[Any, ...]]:
    """Return the rows of a statement, with what a session has changed so far.

    Parameters
    ----------
    given
        The values of its parameters.
    """
    if isinstance(reader, Session):
        reader.flush()
        reader = reader.connection()
    return reader.execute(statement, given)


def among(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """Return the condition that a column has one of the texts of a parameter."""
    return column.in_(bindparam(name, expanding=True, type_=column.type))


_PORTFOLIO = select(tables.Portfolio.id).where(
    tables.Portfolio.id == bindparam("portfolio")
)


def require_portfolio(reader: Reader, portfolio_id: str, missing: NotFound) -> None:
    """Refuse a portfolio that is not there.

    Raises
    ------
    NotFound
        As it is given.
    """
    if rows(reader, _PORTFOLIO, {"portfolio": portfolio_id}).first() is None:
        raise missing
