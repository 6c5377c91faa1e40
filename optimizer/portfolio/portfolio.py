"""The root of the domain: everything a plan is made from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from optimizer.portfolio.base import (
    Day,
    DomainModel,
    Hours,
    Id,
    Rate,
    Share,
    Text,
    Value,
)
from optimizer.portfolio.calendar import Calendar, Location
from optimizer.portfolio.people import STANDARD_WEEK, Engineer, Offer
from optimizer.portfolio.project import AtMost, Project
from optimizer.portfolio.resources import Budget, Facility, Floor, Stock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.work import Package


class Portfolio(DomainModel):
    """All projects that compete for the same people.

    Attributes
    ----------
    value_unit
        The unit of every value, and of prices subtracted from it; for people.
    money_per_point
        Where values are points and money is wanted: money per point. Every value
        is multiplied by it, once, rounded half to even to hundredths.
    drivers
        Strategic driver → weight; a project's value is Σ weight × score.
    rank_value
        Value of rank 1; rank r of the largest rank n has rank_value × (n + 1 − r) / n.
    standard_week, standard_bau_share
        Contract hours per week and run-the-business share behind role rates.
    role_rates
        Skill → money per contract hour.
    now
        Everything before is fact; planning starts in the first period on or after.
    freeze_until
        What the running plan starts before this day keeps start, mode and team.
    """

    format: Literal[1] = 1
    name: Text = ""
    timeline: Calendar
    value_unit: Text = "points"
    money_per_point: Annotated[Rate, Field(gt=0)] | None = None
    drivers: dict[Id, Value] = Field(default_factory=dict)
    rank_value: Annotated[Value, Field(gt=0)] = Decimal(100)
    standard_week: Annotated[Hours, Field(gt=0)] = STANDARD_WEEK
    standard_bau_share: Annotated[Share, Field(lt=1)] = Decimal(0)
    role_rates: dict[Id, Rate] = Field(default_factory=dict)
    now: Day | None = None
    freeze_until: Day | None = None
    locations: tuple[Location, ...] = ()
    engineers: tuple[Engineer, ...] = ()
    offers: tuple[Offer, ...] = ()
    facilities: tuple[Facility, ...] = ()
    stocks: tuple[Stock, ...] = ()
    budgets: tuple[Budget, ...] = ()
    floors: tuple[Floor, ...] = ()
    at_most: tuple[AtMost, ...] = ()
    projects: tuple[Project, ...] = ()

    @property
    def packages(self) -> Iterator[tuple[Project, Package]]:
        """Every package with its project, in the order of the portfolio."""
        return ((p, package) for p in self.projects for package in p.packages)

    @property
    def people(self) -> Iterator[Engineer]:
        """Every engineer, then every person on offer."""
        yield from self.engineers
        yield from (offer.engineer for offer in self.offers)
