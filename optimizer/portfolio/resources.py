"""What is scarce besides people: facilities, stocks, budgets and floors."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from optimizer.portfolio.base import (
    Amount,
    Count,
    Day,
    DomainModel,
    Hours,
    Id,
    Level,
    Money,
    Text,
)

Quarter = Annotated[str, StringConstraints(strict=True, pattern=r"^\d{4}-Q[1-4]$")]
"""A calendar quarter, such as ``2026-Q1``."""


class CapacityChange(DomainModel):
    """A facility's capacity in the periods that begin on these days, inclusive."""

    first: Day
    last: Day
    capacity: Count


class Facility(DomainModel):
    """A renewable resource that is no person: a lab, a rig, a licence.

    `capacity` units in every period, unless a change says otherwise (the last
    one that holds the first day of the period wins).
    """

    id: Id
    name: Text = ""
    capacity: Count
    changes: tuple[CapacityChange, ...] = ()


class Stock(DomainModel):
    """A non-renewable resource: consumed by packages, never given back."""

    id: Id
    name: Text = ""
    amount: Amount


class BudgetBasis(StrEnum):
    """What a budget is used by."""

    STATED = "stated"
    ROLE_RATES = "role_rates"
    PERSON_RATES = "person_rates"


class Budget(DomainModel):
    """Money that may be spent, in total or per quarter.

    Attributes
    ----------
    basis
        ``stated``: each project's `stated_cost`, spread evenly over its periods;
        ``role_rates`` (default): effort ÷ (1 − standard BAU share) at one rate
        per skill, spread evenly over each package's periods;
        ``person_rates``: hours worked at each person's own rate.
    project, objective
        Limits the budget to one project, or to the projects of one objective;
        the whole portfolio where both are left out.
    total, quarters
        The most that may be spent overall, and by calendar quarter; a period
        belongs to the quarter of its first day.
    """

    id: Id
    name: Text = ""
    basis: BudgetBasis = BudgetBasis.ROLE_RATES
    project: Id | None = None
    objective: Id | None = None
    total: Money | None = None
    quarters: dict[Quarter, Money] = Field(default_factory=dict)


class Floor(DomainModel):
    """People or hours of a skill that stay free in every period.

    Exactly one of `people` and `hours` is given. A period that has fewer people
    present (or hours available) than the floor asks keeps all it has free.
    Left-out dates reach to the ends of the timeline.
    """

    id: Id
    skill: Id
    level: Level = 1
    people: Count | None = None
    hours: Hours | None = None
    first: Day | None = None
    last: Day | None = None
