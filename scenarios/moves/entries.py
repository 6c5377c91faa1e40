"""Everything that can change against a running plan, as it is written down."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from optimizer.portfolio.base import Count, Day, DomainModel, Hours, Id, Money, Text
from scenarios.moves.reason import Reason


class Span(DomainModel):
    """When and how a package runs; a milestone has 0 periods and one day.

    Attributes
    ----------
    first, last
        First and last day, inclusive.
    """

    first: Day
    last: Day
    periods: Count
    mode: Id


class Stay(DomainModel):
    """A person on a package, from the first to the last day, inclusive."""

    package: Id
    first: Day
    last: Day


class Move(DomainModel):
    """A person joins a package that the running plan has without them.

    Attributes
    ----------
    first, last, hours
        When and how long they are on it.
    planned
        What the running plan has them on in these periods.
    because
        One sentence; `reasons` holds all.
    """

    engineer: Id
    package: Id
    project: Id
    first: Day
    last: Day
    hours: Hours
    planned: tuple[Stay, ...] = ()
    because: Text
    reasons: tuple[Reason, ...]


class Release(DomainModel):
    """A person is no longer on a package that the running plan has them on.

    Attributes
    ----------
    first, last
        When the running plan has them on it.
    instead
        What they are on while the package now runs.
    """

    engineer: Id
    package: Id
    project: Id
    first: Day
    last: Day
    instead: tuple[Stay, ...] = ()
    because: Text
    reasons: tuple[Reason, ...]


class PackageChangeKind(StrEnum):
    """How a package differs; the first that is so."""

    NEW = "new"
    DROPPED = "dropped"
    LATER = "later"
    EARLIER = "earlier"
    MODE = "mode"
    """As planned but for its mode, and perhaps its length."""
    LENGTH = "length"
    """As planned but for its last day."""


class PackageChange(DomainModel):
    """A package that is not as the running plan has it.

    Attributes
    ----------
    before, after
        In the running plan, and in this one; None where it is in one only.
    shift
        Periods from the old start to the new one.
    """

    kind: PackageChangeKind
    package: Id
    project: Id | None
    before: Span | None = None
    after: Span | None = None
    shift: int = 0
    because: Text
    reasons: tuple[Reason, ...]


class ProjectChangeKind(StrEnum):
    """How the choice of projects differs."""

    ADDED = "added"
    DROPPED = "dropped"
    CANCELLED = "cancelled"
    """Dropped after it had started."""


class ProjectChange(DomainModel):
    """A project that only one of the two plans has.

    Attributes
    ----------
    sunk_hours, sunk_cost
        Cancelled: what was worked and spent before *now*.
    """

    kind: ProjectChangeKind
    project: Id
    sunk_hours: Hours = Decimal(0)
    sunk_cost: Money = Decimal(0)
    because: Text
    reasons: tuple[Reason, ...]


class MoveList(DomainModel):
    """All that changes against the running plan: by date, then id.

    Projects that are gone come before those that are new.

    `moves` and `releases` are as many as the measures of that name, `packages` with a
    shift add up to *shift*.
    """

    moves: tuple[Move, ...] = ()
    releases: tuple[Release, ...] = ()
    packages: tuple[PackageChange, ...] = ()
    projects: tuple[ProjectChange, ...] = ()
