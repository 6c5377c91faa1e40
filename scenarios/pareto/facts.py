"""What the solver has proven about plans, and what that says of a single one.

Each tier of an answer is a fact: no plan that keeps the limits of the question and
is as good in the earlier tiers is better in this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from scenarios.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optimizer.plan.goals import MeasureLimit
    from optimizer.plan.outcome import Outcome

HUNDREDTH = Decimal("0.01")

BEYOND = {Measure.NET_VALUE: -0.01, Measure.MOVES: 1.0, Measure.COST: 0.0}
"""From a limit to the nearest number that breaks it: value comes in hundredths."""

Scores = dict[Measure, float]
"""Measure → number, as the outcome of a solve states it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """No plan that is as good as `given` in each measure passes `bound` in this one."""

    measure: Measure
    bound: float
    given: Scores

    def bound_on(
        self, measure: Measure, scores: Mapping[Measure, float]
    ) -> float | None:
        """Return what no plan passes that is as good as these in all other measures.

        Said directly; or the other way round: plans that pass the bound must break
        what is given.
        """
        others = ((m, n) for m, n in self.given.items() if m is not measure)
        if not all(m in scores and _as_good(m, scores[m], n) for m, n in others):
            return None
        if measure is self.measure:
            return self.bound
        number = scores.get(self.measure)
        if measure not in self.given or number is None:
            return None
        if _as_good(self.measure, self.bound, number):
            return None
        return self.given[measure] + BEYOND[measure]


def facts_of(outcome: Outcome, limits: Iterable[MeasureLimit]) -> Iterator[Fact]:
    """Yield what each tier of an answer proves, of tiers of a single measure."""
    given: Scores = {}
    for limit in limits:
        end = limit.at_least if limit.measure.more_is_better else limit.at_most
        if end is not None:
            given[limit.measure] = float(end)
    for tier in outcome.tiers:
        measure = Measure(tier.name)
        if tier.bound is not None:
            yield Fact(measure, tier.bound, dict(given))
        if tier.value is None:
            return
        given[measure] = tier.value


def proven(
    measure: Measure, scores: Mapping[Measure, float], facts: Iterable[Fact]
) -> Interval:
    """Return how good plans can be in a measure that are as good in all the others.

    One end is this plan's own number, to hundredths; the other is None where no fact
    says anything.
    """
    number = scores[measure]
    own = hundredths(number)
    said = (fact.bound_on(measure, scores) for fact in facts)
    bounds = [bound for bound in said if bound is not None]
    if measure.more_is_better:
        most = min(bounds, default=None)
        high = None if most is None else max(hundredths(most), own)
        return Interval(low=own, high=high)
    least = max(bounds, default=None)
    if least is None or least >= number:
        return Interval(low=None if least is None else own, high=own)
    return Interval(low=min(hundredths(least, down=True), own), high=own)


def hundredths(number: float, *, down: bool = False) -> Decimal:
    """Return a number in hundredths, rounded half to even, or else down."""
    exact = Decimal(str(round(number, 6)))
    if down:
        return exact.quantize(HUNDREDTH, ROUND_FLOOR)
    return exact.quantize(HUNDREDTH)


def _as_good(measure: Measure, number: float, other: float) -> bool:
    return number >= other if measure.more_is_better else number <= other
