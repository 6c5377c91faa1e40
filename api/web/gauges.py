"""What a plan measures, before and after, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure
from optimizer.report.wording import NOTHING, noun_of, number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.portfolio.portfolio import Portfolio

SHOWN = {
    Measure.NET_VALUE: "Net value, {unit}",
    Measure.VALUE: "Value delivered, {unit}",
    Measure.ON_TIME: "Projects on time",
    Measure.DROPPED: "Packages dropped",
    Measure.MOVES: "Moves of people",
    Measure.RELEASES: "People released",
    Measure.SHIFT: "Shift of packages, {period}s",
    Measure.OVERLOAD: "Hours over capacity",
    Measure.COST: "Cost",
    Measure.MAKESPAN: "{period}s until all is done",
}
"""Measure → title with unit and period, in the order in which they are shown."""
PLACES = 2
"""Digits after the point."""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One measure of two plans.

    Attributes
    ----------
    difference
        With its sign; a dash where one of both is not known.
    mood
        Good, bad or nothing; the word *better* or *worse* says it too.
    """

    title: str
    before: str
    after: str
    difference: str
    mood: str

    @property
    def word(self) -> str:
        """What the difference means."""
        return {"good": "better", "bad": "worse"}.get(self.mood, "")


def gauges(
    before: Mapping[str, float], after: Mapping[str, float], portfolio: Portfolio
) -> tuple[Gauge, ...]:
    """Return the measures that either of two plans of a portfolio has."""
    words = {
        "unit": portfolio.value_unit,
        "period": noun_of(portfolio.timeline.period),
    }
    return tuple(
        _gauge(
            measure,
            _opened(title.format(**words)),
            before.get(measure),
            after.get(measure),
        )
        for measure, title in SHOWN.items()
        if measure in before or measure in after
    )


def _opened(title: str) -> str:
    return title[:1].upper() + title[1:]


def _gauge(
    measure: Measure, title: str, before: float | None, after: float | None
) -> Gauge:
    if before is None or after is None:
        return Gauge(title, _text(before), _text(after), NOTHING, "")
    # Of what is shown: nobody should have to add up hidden digits.
    difference = round(after, PLACES) - round(before, PLACES)
    mood = ""
    if difference:
        mood = "good" if (difference > 0) == measure.more_is_better else "bad"
    sign = "+" if difference > 0 else ""
    return Gauge(title, _text(before), _text(after), sign + _text(difference), mood)


def _text(amount: float | None) -> str:
    if amount is None:
        return NOTHING
    return number(amount, 0 if float(amount).is_integer() else PLACES)
