"""Dates come in order and fall where the calendar allows them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period
from optimizer.portfolio.checks.places import (
    error,
    placed_packages,
    placed_people,
    placed_projects,
    warning,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio

FRIDAY, SATURDAY = 4, 5
EARLIEST, LATEST = date(1900, 1, 1), date(9000, 1, 1)
"""Timelines start in between, so that no date runs out of the calendar."""


def first_day_of_a_period(portfolio: Portfolio) -> Iterator[Issue]:
    """The timeline starts on a Monday, or on a working day where periods are days."""
    start = portfolio.timeline.start
    weekly = portfolio.timeline.period is Period.WEEK
    if not EARLIEST <= start < LATEST:
        yield error(
            "timeline_start",
            "timeline",
            f"starts on {start}; start between {EARLIEST} and {LATEST}.",
        )
    elif weekly and start.weekday():
        monday = start - timedelta(days=start.weekday())
        yield error(
            "timeline_start",
            "timeline",
            f"starts on {start}, a {start:%A}; periods are weeks, so start on Monday "
            f"{monday} or {monday + timedelta(days=7)}.",
        )
    elif start.weekday() >= SATURDAY:
        monday = start + timedelta(days=7 - start.weekday())
        yield error(
            "timeline_start",
            "timeline",
            f"starts on {start}, a {start:%A}; periods are working days, so start on "
            f"Monday {monday}.",
        )


def ranges_in_order(portfolio: Portfolio) -> Iterator[Issue]:
    """No range of dates ends before it begins."""
    for where, what, first, last in _ranges(portfolio):
        if first is not None and last is not None and first > last:
            yield error(
                "reversed_dates",
                where,
                f"{what} from {first} to {last} end before they begin; swap or correct "
                "the dates.",
            )


def _ranges(
    portfolio: Portfolio,
) -> Iterator[tuple[str, str, date | None, date | None]]:
    """Yield every range with its path and what it is a range of."""
    for where, person in placed_people(portfolio):
        yield where, "employment dates", person.first, person.last
        for absence in person.absences:
            yield where, "absence dates", absence.first, absence.last
    for facility in portfolio.facilities:
        for change in facility.changes:
            where = f"facilities/{facility.id}"
            yield where, "capacity change dates", change.first, change.last
    for floor in portfolio.floors:
        yield f"floors/{floor.id}", "dates", floor.first, floor.last
    for where, _, package in placed_packages(portfolio):
        locks = package.locks
        yield f"{where}/locks", "start locks", locks.start_from, locks.start_until


def deadlines_at_ends_of_periods(portfolio: Portfolio) -> Iterator[Issue]:
    """A deadline in the middle of a week may be overrun by the rest of that week."""
    if portfolio.timeline.period is not Period.WEEK:
        return
    limits = [
        *((where, "deadline", it.deadline) for where, it in placed_projects(portfolio)),
        *((where, "latest", it.latest) for where, _, it in placed_packages(portfolio)),
    ]
    for where, field, day in limits:
        if day is not None and day.weekday() < FRIDAY:
            friday = day + timedelta(days=FRIDAY - day.weekday())
            yield warning(
                "mid_period_deadline",
                where,
                f"{field} {day} is a {day:%A}; periods are weeks, so work may go on "
                f"until {friday}. Give the Friday before to be sure.",
            )
