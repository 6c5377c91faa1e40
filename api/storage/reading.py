"""Rows for whoever only reads: columns, and statements that are made once.

Entities are for what will be changed: to load one costs several times what its row
does, and to write its query anew as much again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from api.storage import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, CursorResult, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from api.storage.errors import NotFound


def rows(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    given: Mapping[str, object] | None = None,
) -> CursorResult[*tuple[Any, ...]]:
    """Return the rows of a statement, with what its session has changed so far.

    Parameters
    ----------
    given
        The values of its parameters.
    """
    session.flush()
    return session.connection().execute(statement, given)


def among(column: InstrumentedAttribute[str], name: str) -> ColumnElement[bool]:
    """Return the condition that a column has one of the texts of a parameter."""
    return column.in_(bindparam(name, expanding=True, type_=column.type))


_PORTFOLIO = select(tables.Portfolio.id).where(
    tables.Portfolio.id == bindparam("portfolio")
)


def require_portfolio(session: Session, portfolio_id: str, missing: NotFound) -> None:
    """Refuse a portfolio that is not there.

    Raises
    ------
    NotFound
        As it is given.
    """
    if rows(session, _PORTFOLIO, {"portfolio": portfolio_id}).first() is None:
        raise missing
