"""How hard a question is worked on, and after what time it ends by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field

from optimizer.plan.effort import Limits
from optimizer.portfolio.base import Count, DomainModel


def _number(found: object) -> float:
    """Accept numbers of any exactness: no bool, no text."""
    if isinstance(found, bool) or not isinstance(found, int | float | Decimal):
        raise ValueError("should be a number of seconds such as 60")
    try:
        return float(found)
    except OverflowError:
        raise ValueError("should be at most 86400 seconds") from None


Seconds = Annotated[
    float, BeforeValidator(_number), Field(gt=0, le=86_400, allow_inf_nan=False)
]


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


class _Timed(BaseModel):
    """As much of a question as says how long it may take."""

    effort: Effort


def limit_of(question: str, longest: float) -> float:
    """Return the seconds after which a search should end by itself.

    Parameters
    ----------
    question
        As JSON.
    longest
        What nobody may exceed, and those have who do not go by the clock.
    """
    effort = _Timed.model_validate_json(question).effort
    return longest if effort.deterministic else min(effort.seconds, longest)
