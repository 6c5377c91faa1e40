"""The only place where dates meet periods.

Periods are numbered from 0, the first of the timeline; facts before it have
negative numbers. Intervals are half-open. A period is one ISO week or one working
day (Monday to Friday); a weekend belongs to the working day before it when it ends
something and to the one after it when it begins something.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period

if TYPE_CHECKING:
    from optimizer.portfolio.calendar import Calendar

WORKDAYS = 5
MONDAY_ZERO = date.min.toordinal()  # a Monday


def _workday_number(day: date) -> int:
    """Number working days from a fixed Monday; a weekend counts as its Friday."""
    weeks, weekday = divmod(day.toordinal() - MONDAY_ZERO, 7)
    return weeks * WORKDAYS + min(weekday, WORKDAYS - 1)


def _nearest(number: int) -> date:
    """Return the day of a number, or the first or last that a date can say."""
    return date.fromordinal(
        min(max(number, date.min.toordinal()), date.max.toordinal())
    )


class Timeline:
    """Periods of one calendar, and how dates round to them.

    Attributes
    ----------
    horizon
        Number of periods; the timeline is ``[0, horizon)``.
    """

    __slots__ = ("_origin", "_weekly", "calendar", "horizon", "start")

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.start = calendar.start
        self.horizon = calendar.horizon
        self._weekly = calendar.period is Period.WEEK
        self._origin = (
            self.start.toordinal() - self.start.weekday()
            if self._weekly
            else _workday_number(self.start)
        )

    def holding(self, day: date) -> int:
        """Return the period that holds a day: due dates, deadlines, latest finishes."""
        if self._weekly:
            return (day.toordinal() - self._origin) // 7
        return _workday_number(day) - self._origin

    def from_day(self, day: date) -> int:
        """Return the first period that starts on or after a day, rounding up."""
        period = self.holding(day)
        return period if self._begins(period) >= day.toordinal() else period + 1

    def first_day(self, period: int) -> date:
        """Return the first day of a period."""
        return _nearest(self._begins(period))

    def last_day(self, period: int) -> date:
        """Return the last working day of a period: its Friday, or the day itself."""
        later = WORKDAYS - 1 if self._weekly else 0
        return _nearest(self._begins(period) + later)

    def days(self, period: int) -> tuple[date, ...]:
        """Return the days of a period: Monday to Sunday, or one working day."""
        first = self.first_day(period)
        return tuple(first + timedelta(days=i) for i in range(7 if self._weekly else 1))

    def periods_of_weeks(self, weeks: int) -> int:
        """Return how many periods a number of weeks has."""
        return weeks if self._weekly else weeks * WORKDAYS

    def quarter(self, period: int) -> str:
        """Return the calendar quarter of a period's first day: ``2026-Q1``."""
        first = self.first_day(period)
        return f"{first.year}-Q{(first.month + 2) // 3}"

    def _begins(self, period: int) -> int:
        """Return the number of the first day of a period, counted as dates are."""
        if self._weekly:
            return self._origin + 7 * period
        weeks, weekday = divmod(self._origin + period, WORKDAYS)
        return MONDAY_ZERO + 7 * weeks + weekday
