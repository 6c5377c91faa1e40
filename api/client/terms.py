"""On what terms a question is asked: how hard, how soon, against which plan."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, SerializeAsAny

from scenarios.changes.base import Change

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNNING = "running"
"""The plan by which a portfolio is run today, whichever that is."""


class Said(BaseModel):
    """Part of a question; what is left out is as the service sees fit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def fields(self) -> dict[str, Any]:
        """Return what was said, as a request says it."""
        return self.model_dump(mode="json", exclude_none=True)


class Effort(Said):
    """How hard to try.

    Attributes
    ----------
    seconds
        By the clock; 60 where left out.
    deterministic
        In place of the clock a limit that ends the same search at the same point.
    workers, seed
        Of the solver; one worker and a limit that is no clock make an answer repeat.
    """

    seconds: float | None = None
    deterministic: float | None = None
    workers: int | None = None
    seed: int | None = None


class Terms(Said):
    """What every question says besides what it asks.

    Attributes
    ----------
    effort
        How hard to try.
    baseline
        What disruption is measured against: the plan that the portfolio runs by, one
        with an id, or none.
    portfolio_version
        The latest where left out.
    priority
        From -10 to 10; the highest is answered first.
    """

    effort: Effort = Effort()
    baseline: str | None = RUNNING
    portfolio_version: int | None = None
    priority: int = 0

    def fields(self) -> dict[str, Any]:
        """Return what was said; that there is no baseline is said, too."""
        return super().fields() | {"baseline": self.baseline}


class About(Said):
    """What is supposed to be the case; the present situation where all is left out.

    Attributes
    ----------
    scenario
        The id of one that the service keeps.
    changes
        Further ones, after its own.
    now
        In place of the portfolio's own: everything before is fact.
    """

    scenario: str | None = None
    changes: tuple[SerializeAsAny[Change], ...] = ()
    now: date | None = None


def without_none(said: Mapping[str, object]) -> dict[str, object]:
    """Return what of these was given."""
    return {name: value for name, value in said.items() if value is not None}
