"""A rule that people could agree to drop, or to ease."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from optimizer.portfolio.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Callable

    from optimizer.conflicts.terms import Terms
    from optimizer.plan.goals import MeasureLimit
    from optimizer.plan.ledger import Ledger


class Kind(IntEnum):
    """What a rule is about, from what people last think of to what they name first.

    Where several conflicts overlap, the one that people would name is found: kinds
    that stand first are tried first to do without.
    """

    CAPACITY = 0
    PARALLEL = 1
    TEAM = 2
    ALLOWED = 3
    LINK = 4
    SCARCITY = 5
    LOGIC = 6
    BEGINNING = 7
    PERSON = 8
    LOCK = 9
    MONEY = 10
    DATE = 11
    SELECTION = 12
    LIMIT = 13


@dataclass(frozen=True, slots=True)
class Scale:
    """The number in a rule, and how far it can be eased.

    Attributes
    ----------
    stated, loosest
        The number as it is, and where it no longer says anything: larger, or
        smaller. Whatever can be done at a number can be done at a looser one.
    at
        From terms and a number to the terms in which the rule has it.
    label
        A number as people read it.
    used
        The tightest number that a plan would still keep, where plans tell.
    """

    stated: int
    loosest: int
    at: Callable[[Terms, int], Terms]
    label: Callable[[int], str]
    used: Callable[[Ledger], int] | None = None


@dataclass(frozen=True, slots=True)
class Droppable:
    """One rule: what it is called, and the terms without it.

    Attributes
    ----------
    group
        Rules of one kind and group are first tried together.
    scale
        Its number, where it has one that the engine can search.
    limit
        The limit on a measure that it is, with one end only.
    """

    issue: Issue
    kind: Kind
    group: str
    drop: Callable[[Terms], Terms]
    scale: Scale | None = None
    limit: MeasureLimit | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells this rule from the others."""
        return self.issue.code, self.issue.where


@dataclass(frozen=True, slots=True)
class Place:
    """Where rules of one kind stand.

    Attributes
    ----------
    where
        The path of the thing.
    group
        What it belongs to.
    """

    where: str
    group: str

    def rule(
        self,
        kind: Kind,
        code: str,
        message: str,
        drop: Callable[[Terms], Terms],
        scale: Scale | None = None,
    ) -> Droppable:
        """Return a rule of this place."""
        issue = Issue(code=code, where=self.where, message=message)
        return Droppable(issue, kind, self.group, drop, scale)

    def inside(self, path: str) -> Place:
        """Return a place within this one."""
        return Place(f"{self.where}/{path}", self.group)
