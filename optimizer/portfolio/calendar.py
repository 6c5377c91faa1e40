"""When time passes and when people are away."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from optimizer.portfolio.base import Day, DomainModel, Id, Share, Text


class Period(StrEnum):
    """The grain of the timeline."""

    WEEK = "week"
    DAY = "day"


class Calendar(DomainModel):
    """The timeline of a portfolio: equal periods from a first day.

    Attributes
    ----------
    start
        First day of the first period: a Monday where periods are weeks, a
        Monday to Friday where they are working days.
    period
        ``week`` (ISO weeks, the default) or ``day`` (Monday to Friday).
    horizon
        Number of periods. A project that does not finish inside delivers no
        value, so leave slack after the last due date.
    """

    start: Day
    period: Period = Period.WEEK
    horizon: Annotated[int, Field(strict=True, ge=1, le=20_000)]


class Absence(DomainModel):
    """Days away, first and last inclusive; ``share`` 0.5 means half of each day.

    Absences of one person that overlap add up, at most to the whole day.
    """

    first: Day
    last: Day
    share: Share = Decimal(1)
    reason: Text | None = None


class Location(DomainModel):
    """A place of work with its public holidays, on which nobody there works."""

    id: Id
    holidays: tuple[Day, ...] = ()
