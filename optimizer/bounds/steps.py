"""Columns that say by when a package has started and by when it has ended.

A step column is 1 from the period of the start on. Differences of steps are starts,
and a package runs in a period if it has started by then and not ended: every row of
links and capacity has few columns.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from optimizer.bounds.linear import Linear, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.bounds.highs import Model
    from optimizer.bounds.windows import Choice, Choices


class Ladder:
    """Step columns at rising periods, each at least the one before."""

    def __init__(self, model: Model, periods: Sequence[int], top: int) -> None:
        """Add a column for every period but the last, which is column `top`."""
        self.periods = tuple(periods)
        self._columns = [model.column(0, 1) for _ in periods[:-1]] + [top]
        for lower, upper in zip(self._columns, self._columns[1:], strict=False):
            model.at_most(Linear([(lower, 1), (upper, -1)]))

    def at(self, period: int) -> Linear:
        """Return the step in a period."""
        reached = bisect_right(self.periods, period)
        return Linear([(self._columns[reached - 1], 1)]) if reached else Linear()


class OptionSteps:
    """Starts and ends of one choice.

    Attributes
    ----------
    taken
        Column: this choice is the one.
    """

    def __init__(self, model: Model, choice: Choice) -> None:
        self.choice = choice
        self.taken = model.column(0, 1)
        starts = sorted(choice.ends)
        self._starts = Ladder(model, starts, self.taken)
        self._ends: Ladder | None = None
        if choice.length is None:
            self._ends = self._free_ends(model, choice, starts)

    def _free_ends(self, model: Model, choice: Choice, starts: list[int]) -> Ladder:
        soonest = [min(choice.ends[s] for s in starts[i:]) for i in range(len(starts))]
        ends = Ladder(model, range(soonest[0], choice.last_end + 1), self.taken)
        for end in ends.periods[:-1]:
            # Only what starts soon enough can have ended.
            last_start = starts[bisect_right(soonest, end) - 1]
            model.at_most(ends.at(end).add(self._starts.at(last_start), -1))
        return ends

    def started(self, period: int) -> Linear:
        """Return 1 if started in or before a period."""
        return self._starts.at(period)

    def ended(self, period: int) -> Linear:
        """Return 1 if over when a period begins."""
        if self._ends is not None:
            return self._ends.at(period)
        return self._starts.at(period - (self.choice.length or 0))

    def running(self, period: int) -> Linear:
        """Return 1 if work goes on in a period."""
        return self.started(period).add(self.ended(period), -1)

    @property
    def span(self) -> range:
        """Periods in which it can run."""
        return range(min(self.choice.ends), self.choice.last_end)


class Steps:
    """Starts and ends of a package over all its choices."""

    def __init__(self, model: Model, choices: Choices) -> None:
        self.options = tuple(OptionSteps(model, one) for one in choices.options)

    @property
    def taken(self) -> Linear:
        """1 if the package is done at all."""
        return Linear((option.taken, 1) for option in self.options)

    def started(self, period: int) -> Linear:
        """Return 1 if started in or before a period."""
        return total(option.started(period) for option in self.options)

    def ended(self, period: int) -> Linear:
        """Return 1 if over when a period begins."""
        return total(option.ended(period) for option in self.options)
