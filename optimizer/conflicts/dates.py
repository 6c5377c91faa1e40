"""Dates as numbers that can be eased period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.droppable import Scale
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from optimizer.conflicts.terms import Terms
    from optimizer.portfolio.portfolio import Portfolio


def ends_by(
    portfolio: Portfolio, day: date, at: Callable[[Terms, date], Terms]
) -> Scale:
    """Return a date by which something ends, to be moved later.

    Parameters
    ----------
    at
        From terms and a day to the terms in which it ends by that day.
    """
    timeline = Timeline(portfolio.timeline)
    stated = timeline.holding(day)
    return Scale(
        stated=stated,
        loosest=max(stated, timeline.horizon - 1),
        at=lambda terms, period: at(terms, timeline.last_day(period)),
        label=lambda period: timeline.last_day(period).isoformat(),
    )


def begins_from(
    portfolio: Portfolio, day: date, at: Callable[[Terms, date], Terms]
) -> Scale:
    """Return a date before which something does not begin, to be moved earlier."""
    timeline = Timeline(portfolio.timeline)
    stated = timeline.from_day(day)
    return Scale(
        stated=stated,
        loosest=min(stated, first_period(portfolio)),
        at=lambda terms, period: at(terms, timeline.first_day(period)),
        label=lambda period: timeline.first_day(period).isoformat(),
    )


def first_period(portfolio: Portfolio) -> int:
    """Return the first period in which anything can be planned."""
    now = portfolio.now
    return 0 if now is None else max(0, Timeline(portfolio.timeline).from_day(now))
