"""A rising curve with a search only where it rises."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scenarios.curve import Curve, CurvePoint, Trend, with_trend
from scenarios.prices.questions import Best, Questions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from optimizer.plan.plan import Plan
    from scenarios.asking import Asker
    from scenarios.situation import Situation


@dataclass(frozen=True, slots=True)
class Place:
    """One number of a curve, with the situation in which it holds."""

    at: Decimal
    label: str
    situation: Situation


def sweep(
    of: str, places: Sequence[Place], asker: Asker, trend: Trend = Trend.RISING
) -> Curve:
    """Return the best net value at each place, in rising order.

    Of a rising curve the loosest place is asked first, as a bound for all others,
    then the tightest, then the middle of what is open in between: where both ends
    of a stretch are proven equal, so is all that lies between them.
    """
    sweeping = _Sweeping(of, places, Questions(asker))
    if trend is Trend.RISING:
        sweeping.ask_rising()
    else:
        sweeping.ask_each()
    sweeping.questions.withdraw()
    points = sweeping.points()
    complete = len(points) == len(places) and not asker.cancelled
    if trend is Trend.RISING:
        points = with_trend(points)
    return Curve(of=of, trend=trend, points=points, complete=complete)


@dataclass(slots=True)
class _Sweeping:
    """What is known of each place so far, by its number in the row."""

    of: str
    places: Sequence[Place]
    questions: Questions
    found: dict[int, Best] = field(default_factory=dict)

    def ask_each(self) -> None:
        """Ask every place, as nothing is said of one by another."""
        self.questions.announce(len(self.places))
        for number in range(len(self.places)):
            self._ask(number)

    def ask_rising(self) -> None:
        """Ask the two ends, and then the middle of what is open between them."""
        last = len(self.places) - 1
        if last < 0:
            return
        self.questions.announce(2 + _searches(last))
        self._ask(last)
        if self._is_filled(-1, last):
            return
        self._ask(0, ceiling=last)
        stretches = deque([(0, last)])
        while stretches:
            low, high = stretches.popleft()
            if high - low < 2 or self._is_filled(low, high):
                continue
            middle = (low + high) // 2
            ahead = (*stretches, (low, middle), (middle, high))
            still = 1 + sum(_searches(end - begin) for begin, end in ahead)
            self.questions.announce(still - self.questions.announced)
            self._ask(middle, ceiling=high)
            stretches.extend(ahead[-2:])

    def points(self) -> tuple[CurvePoint, ...]:
        """Return what is known, in rising order."""
        return tuple(
            CurvePoint(
                at=place.at,
                label=place.label,
                net_value=self.found[number].value,
                status=self.found[number].status,
                plan=self.found[number].plan,
            )
            for number, place in enumerate(self.places)
            if number in self.found
        )

    def _is_filled(self, low: int, high: int) -> bool:
        """Return whether all between two places is known without asking."""
        looser, tighter = self.found.get(high), self.found.get(low)
        if looser is None:
            return False
        if looser.infeasible:
            source = looser
        elif _equal(tighter, looser):
            assert tighter is not None
            source = tighter
        else:
            return False
        for number in range(low + 1, high):
            self.found[number] = source
        return True

    def _ask(self, number: int, ceiling: int | None = None) -> None:
        if self.questions.cancelled:
            return
        looser = None if ceiling is None else self.found.get(ceiling)
        bound = None if looser is None else looser.value.high
        place = self.places[number]
        self.found[number] = self.questions.best(
            f"{self.of}: {place.label}", place.situation, self._known(number), bound
        )

    def _known(self, number: int) -> list[Plan]:
        """Return the plans found so far, tightest first."""
        plans = (self.found[n].plan for n in sorted(self.found) if n != number)
        return list({id(plan): plan for plan in plans if plan is not None}.values())


def _searches(steps: int) -> int:
    """Return how many searches a stretch of so many steps is expected to take."""
    return min(max(0, steps - 1), 1 + steps.bit_length())


def _equal(tighter: Best | None, looser: Best) -> bool:
    """Return whether nothing is gained from one place to another, proven."""
    if tighter is None or tighter.infeasible or tighter.value.low is None:
        return False
    return tighter.value.low == looser.value.high
