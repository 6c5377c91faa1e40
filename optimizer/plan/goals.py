"""What is better: ordered goals over measures, and limits on measures."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from optimizer.portfolio.base import DomainModel, Id, Value


class Measure(StrEnum):
    """A number that every plan has; `optimizer.plan.measures` defines each."""

    NET_VALUE = "net_value"
    VALUE = "value"
    VALUE_LOSS = "value_loss"
    OVERLOAD = "overload"
    FRAGMENTATION = "fragmentation"
    WAITING = "waiting"
    MOVES = "moves"
    RELEASES = "releases"
    SHIFT = "shift"
    DROPPED = "dropped"
    HANDOVERS = "handovers"
    COST = "cost"
    BALANCE = "balance"
    MAKESPAN = "makespan"
    ON_TIME = "on_time"
    OBJECTIVE_SHARE = "objective_share"

    @property
    def more_is_better(self) -> bool:
        """Whether the measure is maximised where it is a goal."""
        return self in {Measure.NET_VALUE, Measure.VALUE, Measure.ON_TIME}

    @property
    def needs_baseline(self) -> bool:
        """Whether the measure compares with a running plan."""
        return self in {
            Measure.MOVES,
            Measure.RELEASES,
            Measure.SHIFT,
            Measure.DROPPED,
        }


class Tier(DomainModel):
    """One step of the order of goals: a measure, or a weighted sum of measures.

    Attributes
    ----------
    weights
        Measure → weight > 0. A single measure is optimised in its own sense; in
        a sum, measures of which more is better count as gains against the rest.
    must_prove
        Whether the outcome's headline status depends on this tier.
    tolerance
        How much of this tier's best value later tiers may give up, in the
        tier's own unit.
    """

    weights: Annotated[
        dict[Measure, Annotated[Value, Field(gt=0)]], Field(min_length=1)
    ]
    must_prove: Annotated[bool, Field(strict=True)] = False
    tolerance: Annotated[Value, Field(ge=0)] = Decimal(0)

    @property
    def name(self) -> str:
        """The measure, or the sum in words."""
        if len(self.weights) == 1:
            return str(next(iter(self.weights)))
        return " + ".join(f"{w:f} {m}" for m, w in self.weights.items())


class MeasureLimit(DomainModel):
    """A measure kept at most, or at least, at a number.

    `objective` names the objective of an *objective_share*, which is a number
    between 0 and 1; `project` restricts *value* or *cost* to one project.
    """

    measure: Measure
    at_most: Value | None = None
    at_least: Value | None = None
    objective: Id | None = None
    project: Id | None = None

    @model_validator(mode="after")
    def _says_something(self) -> MeasureLimit:
        if self.at_most is None and self.at_least is None:
            raise ValueError(f"a limit on {self.measure} needs at_most or at_least")
        if (self.measure is Measure.OBJECTIVE_SHARE) != (self.objective is not None):
            raise ValueError("objective_share, and only it, names its objective")
        return self


class Goals(DomainModel):
    """Ordered tiers, each optimised with the earlier ones held, under limits."""

    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    limits: tuple[MeasureLimit, ...] = ()

    @classmethod
    def single(cls, measure: Measure, *limits: MeasureLimit) -> Goals:
        """Return the goal of one measure, to be proven."""
        return cls(tiers=(Tier(weights={measure: 1}, must_prove=True),), limits=limits)

    @classmethod
    def default(
        cls, *, with_baseline: bool, limits: tuple[MeasureLimit, ...] = ()
    ) -> Goals:
        """Return the order a program office expects.

        Net value, overload, moves, shift, releases, handovers and fragmentation,
        cost; those that compare with a running plan only where there is one.
        """
        order: list[dict[Measure, int]] = [
            {Measure.NET_VALUE: 1},
            {Measure.OVERLOAD: 1},
            {Measure.MOVES: 1},
            {Measure.SHIFT: 1},
            {Measure.RELEASES: 1},
            {Measure.HANDOVERS: 1, Measure.FRAGMENTATION: 1},
            {Measure.COST: 1},
        ]
        proven = {Measure.NET_VALUE}
        if with_baseline:
            proven |= {Measure.OVERLOAD, Measure.MOVES}
        tiers = tuple(
            Tier(weights=weights, must_prove=bool(proven & set(weights)))
            for weights in order
            if with_baseline or not any(m.needs_baseline for m in weights)
        )
        return cls(tiers=tiers, limits=limits)
