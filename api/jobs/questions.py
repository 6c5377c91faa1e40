"""What a job can be asked: all that decides the answer, as one value."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from optimizer.plan.effort import Limits
from optimizer.plan.goals import Goals
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import Count, Day, DomainModel
from optimizer.portfolio.portfolio import Portfolio
from scenarios.scenario import Scenario

Seconds = Annotated[float, Field(strict=True, gt=0, le=86_400, allow_inf_nan=False)]


class Effort(DomainModel):
    """How hard to try; see `optimizer.plan.effort.Limits`."""

    seconds: Seconds = 60.0
    deterministic: Seconds | None = None
    workers: Annotated[Count, Field(ge=1, le=64)] = 8
    seed: Count = 0

    @property
    def limits(self) -> Limits:
        """The same for the engine."""
        return Limits(self.seconds, self.deterministic, self.workers, self.seed)


class SolveQuestion(DomainModel):
    """Which plan is best; see `optimizer.solving.solve`."""

    kind: Literal["solve"] = "solve"
    portfolio: Portfolio
    baseline: Plan | None = None
    now: Day | None = None
    goals: Goals | None = None
    effort: Effort = Effort()


class WhatIfQuestion(DomainModel):
    """What a scenario means; see `scenarios.answers.answering.what_if`."""

    kind: Literal["what_if"] = "what_if"
    portfolio: Portfolio
    baseline: Plan | None = None
    scenario: Scenario
    effort: Effort = Effort()


Question = Annotated[SolveQuestion | WhatIfQuestion, Field(discriminator="kind")]
