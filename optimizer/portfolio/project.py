"""What the work is for: projects, their value and the logic between them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from optimizer.portfolio.base import (
    Count,
    Day,
    DomainModel,
    Id,
    Money,
    Share,
    Text,
    Value,
)
from optimizer.portfolio.work import Package


class Decision(StrEnum):
    """A project that is in, or out, by decision (a lock)."""

    IN = "in"
    OUT = "out"


class ValueStep(DomainModel):
    """The value delivered from this many periods late on."""

    late: Annotated[Count, Field(ge=1)]
    value: Value


class Project(DomainModel):
    """Packages with one value, delivered when the last of them ends.

    A selected project delivers max(floor, value − delay cost × periods late).

    Attributes
    ----------
    value, rank, scores
        At most one is given. `rank` (1 is best) is turned into value by the
        portfolio's `rank_value`, `scores` by its `drivers`: see `Portfolio`.
        None of them means a value of 0.
    delay_cost, value_steps
        Cost of delay per period after due, or a stepwise curve in place of it.
    floor
        Least value delivered, 0; a negative one is a penalty and needs a
        mandatory or running project.
    probability
        Probability of success: value, delay cost and steps are multiplied by it.
    release
        No package starts before the first period on or after this day.
    due
        Late from the period after the one that holds this day.
    deadline
        Hard: ends inside the period that holds this day, if selected.
    mandatory
        Must be selected.
    decision
        In or out by decision; *out* cancels a running project.
    requires, excludes
        Projects that must, or must not, be selected with this one.
    stated_cost
        Money that budgets of basis ``stated`` are used by.
    capex_share
        Share of the cost that is capital expenditure.
    """

    id: Id
    name: Text = ""
    value: Annotated[Value, Field(ge=0)] | None = None
    rank: Annotated[Count, Field(ge=1)] | None = None
    scores: dict[Id, Value] = Field(default_factory=dict)
    delay_cost: Money = Decimal(0)
    value_steps: tuple[ValueStep, ...] = ()
    floor: Annotated[Value, Field(le=0)] = Decimal(0)
    probability: Share = Decimal(1)
    objectives: tuple[Id, ...] = ()
    release: Day | None = None
    due: Day | None = None
    deadline: Day | None = None
    mandatory: Annotated[bool, Field(strict=True)] = False
    decision: Decision | None = None
    requires: tuple[Id, ...] = ()
    excludes: tuple[Id, ...] = ()
    stated_cost: Money = Decimal(0)
    capex_share: Share = Decimal(0)
    packages: tuple[Package, ...] = ()


class AtMost(DomainModel):
    """At most `limit` of these projects are selected."""

    id: Id
    projects: tuple[Id, ...]
    limit: Count
