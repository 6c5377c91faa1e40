"""What the exhaustive search maximises: net value, or a short makespan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from benchmarks.fuzz.worth import Worth
from optimizer.plan import Measure

if TYPE_CHECKING:
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project

Ends = Mapping[str, int]
"""Project → last end of its packages; without those that have no packages."""

BEFORE_EVERYTHING = -1_000_000


class Score(Protocol):
    """A number that is better if larger, and falls with every later end."""

    def of(self, selection: Sequence[Project], ends: Ends, price: int) -> int:
        """Return the score of a selection that ends so, with offers at a price."""
        ...

    def measured(self, score: int) -> float:
        """Return the measure in its own unit."""
        ...


@dataclass(frozen=True, slots=True)
class NetValue:
    """Σ delivered − prices, in hundredths."""

    worth: Worth

    def of(self, selection: Sequence[Project], ends: Ends, price: int) -> int:
        """Return the net value."""
        return -price + sum(
            self.worth.delivered(project, ends.get(project.id, BEFORE_EVERYTHING))
            for project in selection
        )

    def measured(self, score: int) -> float:
        """Return value in its own unit."""
        return score / 100


@dataclass(frozen=True, slots=True)
class Shortness:
    """The makespan, negated."""

    def of(self, selection: Sequence[Project], ends: Ends, price: int) -> int:
        """Return the last end of any project, negated."""
        del selection, price
        return -max(ends.values(), default=0)

    def measured(self, score: int) -> float:
        """Return periods."""
        return float(-score)


def score_of(measure: Measure, portfolio: Portfolio) -> Score:
    """Return the score of a measure.

    Raises
    ------
    ValueError
        If the measure is neither net value nor makespan.
    """
    if measure is Measure.NET_VALUE:
        return NetValue(Worth(portfolio))
    if measure is Measure.MAKESPAN:
        return Shortness()
    raise ValueError(f"no exhaustive search for {measure}")
