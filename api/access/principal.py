"""Who asks, and what they may do: a parameter of every query."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Role(StrEnum):
    """What somebody may do; each role may do all that those before it may."""

    VIEWER = "viewer"
    PLANNER = "planner"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"

    def includes(self, other: Role) -> bool:
        """Return whether this role may do all that the other may."""
        return _RANKS[self] >= _RANKS[other]


_RANKS = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a key goes; no further than its user does.

    Attributes
    ----------
    role
        Whoever comes with it has no greater role than this.
    portfolios
        It shows these only, and no right in all of them; None for no such bound.
    expires_at
        It is no longer good from then on; None for never.
    """

    role: Role | None = None
    portfolios: frozenset[str] | None = None
    expires_at: datetime | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it goes, while it lasts, as far as its user."""
        return self.role is None and self.portfolios is None

    def holds(self, other: Scope) -> bool:
        """Return whether the other goes nowhere that this one does not."""
        roles = (one or Role.ADMINISTRATOR for one in (self.role, other.role))
        in_time = self.expires_at is None or (
            other.expires_at is not None and other.expires_at <= self.expires_at
        )
        in_place = self.portfolios is None or (
            other.portfolios is not None and other.portfolios <= self.portfolios
        )
        return Role.includes(*roles) and in_time and in_place


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody who is known to the service, as one request sees them.

    Attributes
    ----------
    id
        Of the user, not of the key that they came with.
    role
        In every portfolio; None for somebody who has roles in some of them only.
    roles
        portfolio → role, where it is another one than `role`.
    scope
        How far the key goes that they came with.
    """

    id: str
    name: str
    role: Role | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    scope: Scope = field(default_factory=Scope)

    def role_in(self, portfolio: str) -> Role | None:
        """Return the role in a portfolio, by its id; None if it is not to be seen."""
        return self.roles.get(portfolio, self.role)

    def may(self, least: Role, portfolio: str | None = None) -> bool:
        """Return whether the role in a portfolio, or in all, is at least this one."""
        role = self.role if portfolio is None else self.role_in(portfolio)
        return role is not None and role.includes(least)
