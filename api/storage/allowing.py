"""What a principal sees and may do, as every query asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import true

from api.storage.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from api.access.principal import Principal, Role


def require(principal: Principal, least: Role, action: str) -> None:
    """Refuse whoever has not at least this role in all portfolios.

    Raises
    ------
    NotAllowed
        With what they wanted to do.
    """
    if not principal.may(least):
        raise NotAllowed(action, least)


def require_in(
    principal: Principal, portfolio: str, least: Role, action: str, thing: NotFound
) -> None:
    """Refuse whoever has not at least this role in a portfolio.

    Parameters
    ----------
    thing
        What is said to somebody who is not to know that it exists.

    Raises
    ------
    NotFound
        If they do not see the portfolio.
    NotAllowed
        If they see it.
    """
    if principal.role_in(portfolio) is None:
        raise thing
    if not principal.may(least, portfolio):
        raise NotAllowed(action, least)


def seen_by(principal: Principal) -> list[str] | None:
    """Return the ids of the portfolios that somebody sees; None for all."""
    return None if principal.role is not None else sorted(principal.roles)


def seen(
    principal: Principal, portfolio: InstrumentedAttribute[str]
) -> ColumnElement[Any]:
    """Return the condition that a row's portfolio is one that they see."""
    names = seen_by(principal)
    return true() if names is None else portfolio.in_(names)
