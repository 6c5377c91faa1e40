"""Available hours of people, period by period, exact in hundredths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from optimizer.plan.units import TEN_THOUSAND, hundredths, rounded, ten_thousandths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.plan.schedule import Engaged
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.problem.timeline import Timeline

DAY_UNITS = 500
"""Daily hours are whole in 1/500 h: a fifth of a hundredth."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of employment or of one engagement, inclusive.

    Attributes
    ----------
    ramp_from
        First period of the ramp-up of an engagement; None where the ramp-up
        counts ISO weeks from `first`.
    """

    first: date
    last: date
    ramp_from: int | None = None

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last


class PersonCalendar:
    """Hours of one person; every period asked for is computed once.

    Attributes
    ----------
    stretches
        When the person is employed, or engaged.
    """

    def __init__(
        self,
        person: Engineer,
        timeline: Timeline,
        holidays: frozenset[date],
        stretches: tuple[Stretch, ...],
    ) -> None:
        self.person = person
        self.stretches = stretches
        self.overtime = ten_thousandths(person.overtime_limit)
        self._timeline = timeline
        self._holidays = holidays
        self._periods_per_week = timeline.periods_of_weeks(1)
        self._daily = tuple(int(h * DAY_UNITS) for h in person.daily_hours)
        self._weekly = sum(self._daily)
        self._bau_share = ten_thousandths(person.bau_share)
        self._bau_hours = hundredths(person.bau_hours)
        self._ramp = tuple(map(ten_thousandths, person.ramp_up))
        self._employed = tuple(_periods(stretch, timeline) for stretch in stretches)
        self._disturbed = frozenset(map(timeline.holding, holidays))
        self._away = tuple(
            range(timeline.holding(a.first), timeline.holding(a.last) + 1)
            for a in person.absences
        )
        self._ordinary: dict[int, int] = {}
        self._available: dict[int, int] = {}
        self._capacity: dict[int, int] = {}

    def available(self, period: int) -> int:
        """Return the available hours of a period, in hundredths."""
        hours = self._available.get(period)
        if hours is None:
            hours = self._available[period] = self._compute(period)
        return hours

    def capacity(self, period: int) -> int:
        """Return available hours and overtime of a period, in hundredths."""
        hours = self._capacity.get(period)
        if hours is None:
            with_overtime = self.available(period) * (TEN_THOUSAND + self.overtime)
            hours = self._capacity[period] = rounded(with_overtime, TEN_THOUSAND)
        return hours

    def team_hours(self, period: int, share: int, *, overtime: bool) -> int:
        """Return what a member of a team gives, in hundredths, rounded down.

        `share` is in ten-thousandths.
        """
        if not overtime:
            return share * self.available(period) // TEN_THOUSAND
        most = TEN_THOUSAND + self.overtime
        return share * self.available(period) * most // TEN_THOUSAND**2

    def employed(self, period: int) -> bool:
        """Whether a Monday to Friday of the period is one of employment."""
        return any(period in periods for periods in self._employed)

    def works(self, period: int) -> bool:
        """Whether a Monday to Friday of the period is no holiday at the location."""
        first, last = self._timeline.first_day(period), self._timeline.last_day(period)
        return any(
            first + timedelta(days=i) not in self._holidays
            for i in range((last - first).days + 1)
        )

    def _compute(self, period: int) -> int:
        """Compute a period anew, or as the one before it that was as ordinary."""
        if not self._is_ordinary(period):
            return self._count(period)
        weekday = period % self._periods_per_week
        if weekday not in self._ordinary:
            self._ordinary[weekday] = self._count(period)
        return self._ordinary[weekday]

    def _is_ordinary(self, period: int) -> bool:
        """Whether nothing but the weekday decides the hours."""
        if self._ramp or len(self._employed) != 1 or period in self._disturbed:
            return False
        employed = self._employed[0]
        return employed.start < period < employed.stop - 1 and not any(
            period in away for away in self._away
        )

    def _count(self, period: int) -> int:
        days = self._timeline.days(period)
        return sum(
            self._of_stretch(stretch, period, days)
            for stretch in self.stretches
            if stretch.first <= days[-1] and days[0] <= stretch.last
        )

    def _of_stretch(self, stretch: Stretch, period: int, days: tuple[date, ...]) -> int:
        """Return max(0, present × (1 − BAU) − BAU hours × employed) × ramp."""
        contract = present = 0
        for day in days:
            if stretch.holds(day):
                hours = self._daily[day.weekday()]
                contract += hours
                present += hours * (TEN_THOUSAND - self._lost(day))
        # Over the common denominator DAY_UNITS × 10⁸ × weekly hours.
        weekly = max(self._weekly, 1)
        kept = present * (TEN_THOUSAND - self._bau_share) * weekly
        bau = self._bau_hours * (DAY_UNITS // 100) * contract * TEN_THOUSAND**2
        ramped = max(0, kept - bau) * self._ramp_share(stretch, period, days[0])
        return rounded(ramped * 100, DAY_UNITS * TEN_THOUSAND**3 * weekly)

    def _lost(self, day: date) -> int:
        """Return the share of a day lost, in ten-thousandths."""
        if day in self._holidays:
            return TEN_THOUSAND
        away = sum(
            ten_thousandths(absence.share)
            for absence in self.person.absences
            if absence.first <= day <= absence.last
        )
        return min(TEN_THOUSAND, away)

    def _ramp_share(self, stretch: Stretch, period: int, day: date) -> int:
        if not self._ramp:
            return TEN_THOUSAND
        if stretch.ramp_from is None:
            week = (_monday(day) - _monday(stretch.first)).days // 7
        else:
            week = (period - stretch.ramp_from) // self._periods_per_week
        return self._ramp[week] if 0 <= week < len(self._ramp) else TEN_THOUSAND


def _periods(stretch: Stretch, timeline: Timeline) -> range:
    """Return the periods of which a Monday to Friday lies in the stretch."""
    start = timeline.holding(stretch.first)
    if timeline.last_day(start) < stretch.first:
        start += 1
    return range(start, timeline.holding(stretch.last) + 1)


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


def calendars(
    portfolio: Portfolio,
    timeline: Timeline,
    engagements: Iterable[Engaged] = (),
) -> dict[str, PersonCalendar]:
    """Return the calendar of every person; who is on offer works while engaged."""
    holidays = {place.id: frozenset(place.holidays) for place in portfolio.locations}
    engaged: dict[str, list[Stretch]] = {}
    for engagement in engagements:
        first = timeline.first_day(engagement.start)
        last = timeline.days(engagement.end - 1)[-1]
        stretch = Stretch(first, last, engagement.start)
        engaged.setdefault(engagement.offer, []).append(stretch)

    def calendar(person: Engineer, stretches: tuple[Stretch, ...]) -> PersonCalendar:
        at = holidays.get(person.location or "", frozenset())
        return PersonCalendar(person, timeline, at, stretches)

    employed = {
        person.id: calendar(
            person, (Stretch(person.first or date.min, person.last or date.max),)
        )
        for person in portfolio.engineers
    }
    on_offer = {
        offer.id: calendar(offer.engineer, tuple(engaged.get(offer.id, ())))
        for offer in portfolio.offers
    }
    return employed | on_offer
