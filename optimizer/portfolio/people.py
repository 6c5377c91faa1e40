"""Who can work: engineers, and offers of engineers who may be engaged."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from optimizer.portfolio.base import (
    Count,
    Day,
    DomainModel,
    Hours,
    Id,
    Level,
    Money,
    Rate,
    Share,
    Speed,
    Text,
)
from optimizer.portfolio.calendar import Absence

STANDARD_WEEK = Decimal(40)
"""Contract hours per week of a person who states none."""


class Skill(DomainModel):
    """How well a person masters a skill.

    Attributes
    ----------
    level
        1 to 5; a demand asks for a lowest level.
    speed
        Work done per hour against a fully proficient person; 1 by default.
    """

    level: Level = 3
    speed: Speed = Decimal(1)


class Engineer(DomainModel):
    """A person: a unary multi-skilled renewable resource in the literature.

    Attributes
    ----------
    hours_per_week
        Contract hours, spread evenly over Monday to Friday; 40 when left out.
    weekday_hours
        Hours of Monday to Sunday, seven numbers, in place of `hours_per_week`.
    first, last
        First and last day of employment; open where left out.
    bau_share, bau_hours
        Run-the-business work: a share of the hours after leave, and hours per
        week (in proportion where only part of the week is employed).
    ramp_up
        Shares of hours over the first weeks from `first`, one per ISO week.
    overtime_limit
        Share above available hours that may be assigned; 0 by default.
    cost_per_hour
        Money per hour worked.
    max_team_packages, max_packages
        Most team packages, and most packages of any kind with hours, in one
        period.
    only_projects
        If given, the person may work for these projects only (a lock).
    """

    id: Id
    name: Text = ""
    team: Id | None = None
    location: Id | None = None
    hours_per_week: Hours | None = None
    weekday_hours: (
        Annotated[tuple[Hours, ...], Field(min_length=7, max_length=7)] | None
    ) = None
    first: Day | None = None
    last: Day | None = None
    absences: tuple[Absence, ...] = ()
    bau_share: Share = Decimal(0)
    bau_hours: Hours = Decimal(0)
    ramp_up: tuple[Share, ...] = ()
    overtime_limit: Share = Decimal(0)
    cost_per_hour: Rate | None = None
    max_team_packages: Annotated[Count, Field(ge=1)] = 1
    max_packages: Annotated[Count, Field(ge=1)] = 3
    skills: dict[Id, Skill] = Field(default_factory=dict)
    only_projects: tuple[Id, ...] | None = None

    @property
    def daily_hours(self) -> tuple[Decimal, ...]:
        """Contract hours of Monday to Sunday."""
        if self.weekday_hours is not None:
            return self.weekday_hours
        weekly = STANDARD_WEEK if self.hours_per_week is None else self.hours_per_week
        return (weekly / 5,) * 5 + (Decimal(0),) * 2


class Offer(DomainModel):
    """A hypothetical engineer, engaged for one contiguous stretch or not at all.

    Attributes
    ----------
    engineer
        The person on offer; `first` and `last` stay empty, the offer's own terms
        say when. `ramp_up` counts from the first engaged period.
    earliest
        First day on which the person could start.
    notice_weeks
        Weeks between *now* (or the timeline's start) and the earliest start.
    shortest_weeks, longest_weeks
        Length of an engagement; longest is open where left out.
    fixed_price, weekly_price
        Price of engaging, and price per week engaged, worked or not.
    """

    engineer: Engineer
    earliest: Day | None = None
    notice_weeks: Count = 0
    shortest_weeks: Annotated[Count, Field(ge=1)] = 1
    longest_weeks: Annotated[Count, Field(ge=1)] | None = None
    fixed_price: Money = Decimal(0)
    weekly_price: Money = Decimal(0)

    @property
    def id(self) -> str:
        """The id of the person on offer."""
        return self.engineer.id
