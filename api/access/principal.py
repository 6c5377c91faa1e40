"""Who asks, and what they may do: a parameter of every query."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(StrEnum):
    """What somebody may do; each role may do all that those before it may."""

    VIEWER = "viewer"
    PLANNER = "planner"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"

    def includes(self, other: Role) -> bool:
        """Return whether this role may do all that the other may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


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
    """

    id: str
    name: str
    role: Role | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)

    def role_in(self, portfolio: str) -> Role | None:
        """Return the role in a portfolio, by its id; None if it is not to be seen."""
        return self.roles.get(portfolio, self.role)

    def may(self, least: Role, portfolio: str | None = None) -> bool:
        """Return whether the role in a portfolio, or in all, is at least this one."""
        role = self.role if portfolio is None else self.role_in(portfolio)
        return role is not None and role.includes(least)
