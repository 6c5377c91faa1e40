"""What an objective hands to the engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear


@dataclass(frozen=True, slots=True)
class Expression:
    """A measure over the variables.

    Attributes
    ----------
    linear
        Integer expression, in units of 1 / `unit`.
    unit
        How many of the expression's units make one of the measure's.
    exact
        Whether it equals the measure of the plan. If not, it bounds the measure
        from the better side: below one that is minimised, above one maximised.
    """

    linear: Linear
    unit: int = 1
    exact: bool = True
