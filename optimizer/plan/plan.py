"""A plan: which projects run, when each package runs, and who does it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from optimizer.portfolio.base import Count, Day, DomainModel, Hours, Id, Text


class ScheduledPackage(DomainModel):
    """When and how one package runs.

    Attributes
    ----------
    start
        A day of its first period; written as the first day of that period.
    periods
        Length in periods; 0 for a milestone. It ends `periods` after `start`.
    mode
        The mode chosen; the package's only one where left out.
    """

    package: Id
    start: Day
    periods: Count
    mode: Id = "default"


class Assignment(DomainModel):
    """One person on one demand of one package.

    Attributes
    ----------
    hours
        First day of a period → hours worked in it. Left out for a team member,
        the hours that the staffing prescribes are meant; left out for people in
        a pool, the demand's hours of each period are spread evenly over them.
    """

    engineer: Id
    package: Id
    demand: Id
    hours: dict[Day, Hours] | None = None


class Engagement(DomainModel):
    """An offer that is engaged, first and last day inclusive."""

    offer: Id
    first: Day
    last: Day


class Plan(DomainModel):
    """The optimizer's answer, or the organisation's own current plan.

    The second may break rules; `optimizer.plan.check` says which.
    """

    format: Literal[1] = 1
    name: Text = ""
    selected: tuple[Id, ...] = ()
    packages: tuple[ScheduledPackage, ...] = ()
    assignments: Annotated[tuple[Assignment, ...], Field(repr=False)] = ()
    engagements: tuple[Engagement, ...] = ()
