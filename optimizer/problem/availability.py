"""Hours a person has in each period, in hundredths: the model builder's version.

The checker has its own; property tests compare the two.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from optimizer.portfolio.people import Engineer
    from optimizer.problem.timeline import Timeline

WEEKEND = 5
"""Weekday number of Saturday."""


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days from first to last, inclusive."""
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


class Availability:
    """Available hours of one person, period by period.

    Parameters
    ----------
    engineer
        Whose calendar.
    holidays
        Public holidays of their location.
    timeline
        The periods.
    """

    def __init__(
        self, engineer: Engineer, holidays: frozenset[date], timeline: Timeline
    ) -> None:
        self._engineer = engineer
        self._timeline = timeline
        self._daily = tuple(Fraction(hours) for hours in engineer.daily_hours)
        self._lost = self._lost_shares(holidays)
        self._exceptional = {timeline.holding(day) for day in self._lost}
        for edge in (engineer.first, engineer.last):
            if edge is not None:
                self._exceptional.add(timeline.holding(edge))
        self._regular = cache(self._regular_hours)
        self._free = cache(self._free_hours)

    def _lost_shares(self, holidays: frozenset[date]) -> dict[date, Fraction]:
        timeline = self._timeline
        begin = timeline.first_day(0)
        end = timeline.days(timeline.horizon - 1)[-1]
        lost: dict[date, Fraction] = {}
        for absence in self._engineer.absences:
            for day in days_between(max(absence.first, begin), min(absence.last, end)):
                lost[day] = lost.get(day, Fraction(0)) + Fraction(absence.share)
        lost = {day: min(share, Fraction(1)) for day, share in lost.items()}
        return lost | {day: Fraction(1) for day in holidays if begin <= day <= end}

    def _employed_on(self, day: date) -> bool:
        first, last = self._engineer.first, self._engineer.last
        return (first is None or first <= day) and (last is None or day <= last)

    def _regular_hours(self, weekday: int) -> tuple[Fraction, Fraction]:
        """Return present and contract hours of a period without exceptions."""
        weekly = self._timeline.calendar.period is Period.WEEK
        hours = sum(self._daily, Fraction(0)) if weekly else self._daily[weekday]
        return hours, hours

    def _present_and_contract(self, period: int) -> tuple[Fraction, Fraction]:
        first_day = self._timeline.first_day(period)
        if period not in self._exceptional:
            if not self._employed_on(first_day):
                return Fraction(0), Fraction(0)
            return self._regular(first_day.weekday())
        present = contract = Fraction(0)
        for day in self._timeline.days(period):
            if self._employed_on(day):
                hours = self._daily[day.weekday()]
                contract += hours
                present += hours * (1 - self._lost.get(day, Fraction(0)))
        return present, contract

    def _ramp(self, period: int) -> Fraction:
        engineer = self._engineer
        if engineer.first is None or not engineer.ramp_up:
            return Fraction(1)
        day = self._timeline.first_day(period)
        monday = day - timedelta(days=day.weekday())
        first_monday = engineer.first - timedelta(days=engineer.first.weekday())
        week = (monday - first_monday).days // 7
        if not 0 <= week < len(engineer.ramp_up):
            return Fraction(1)
        return Fraction(engineer.ramp_up[week])

    def exact(self, period: int) -> Fraction:
        """Return available hours of a period, in hours, before rounding."""
        present, contract = self._present_and_contract(period)
        return self._free(present, contract) * self._ramp(period)

    def _free_hours(self, present: Fraction, contract: Fraction) -> Fraction:
        """Return what business as usual leaves of the hours of a period."""
        if not present:
            return Fraction(0)
        engineer = self._engineer
        weekly = sum(self._daily, Fraction(0))
        free = present * (1 - Fraction(engineer.bau_share))
        free -= Fraction(engineer.bau_hours) * contract / weekly
        return max(Fraction(0), free)

    def hundredths(self) -> tuple[int, ...]:
        """Return available hours of every period, in hundredths, half to even."""
        horizon, first_day = self._timeline.horizon, self._timeline.first_day
        ordinary: dict[int, int] = {}
        hours = []
        for period in range(horizon):
            if not self._is_ordinary(period):
                hours.append(round(self.exact(period) * 100))
                continue
            weekday = first_day(period).weekday()
            if weekday not in ordinary:
                ordinary[weekday] = round(self.exact(period) * 100)
            hours.append(ordinary[weekday])
        return tuple(hours)

    def _is_ordinary(self, period: int) -> bool:
        """Return whether all such periods on one weekday have the same hours."""
        engineer = self._engineer
        if period in self._exceptional or (engineer.first and engineer.ramp_up):
            return False
        return engineer.first is engineer.last is None or self._employed_on(
            self._timeline.first_day(period)
        )

    def employed(self) -> tuple[int, int]:
        """Return the half-open interval of periods with an employed working day."""
        timeline, engineer = self._timeline, self._engineer
        begin, end = 0, timeline.horizon
        if engineer.first is not None:
            begin = timeline.holding(engineer.first)
            weekend = engineer.first.weekday() >= WEEKEND
            begin += weekend  # joins after the period's last working day
        if engineer.last is not None:
            end = timeline.holding(engineer.last) + 1
        return max(0, begin), max(0, min(end, timeline.horizon))


def working_periods(holidays: frozenset[date], timeline: Timeline) -> tuple[bool, ...]:
    """Return whether a location works at all in each period."""
    idle_days: dict[int, int] = {}
    for day in holidays:
        if day.weekday() < WEEKEND:
            period = timeline.holding(day)
            idle_days[period] = idle_days.get(period, 0) + 1
    workdays = 5 if timeline.calendar.period is Period.WEEK else 1
    return tuple(
        idle_days.get(period, 0) < workdays for period in range(timeline.horizon)
    )
