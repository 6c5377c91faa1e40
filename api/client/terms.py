"""On what terms a question is asked: how hard, how soon, against which plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNNING = "running"
"""The plan by which a portfolio is run today, whichever that is."""


class Said(BaseModel):
    """Part of a question; what is left out is as the service sees fit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def fields(self) -> dict[str, Any]:
        """Return what was said, as a request says it."""
        said = self.model_dump(exclude_none=True)
        return {name: plain(value) for name, value in said.items()}


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


def plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON has
    """Return a value as JSON has it; amounts as numbers, days as ``2026-12-31``."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return value.isoformat()
        case dict():
            return {name: plain(one) for name, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
    return value


def without_none(said: Mapping[str, object]) -> dict[str, Any]:
    """Return what of these was given, as a request says it."""
    return {name: plain(value) for name, value in said.items() if value is not None}
