"""The hours of people and the terms of offers fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period
from optimizer.portfolio.checks.places import error, placed_people, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio

WORKDAYS = 5
HOURS_OF_A_DAY = 24


def hours_stated_once(portfolio: Portfolio) -> Iterator[Issue]:
    """Weekday hours add up to the hours per week where both are given."""
    for where, person in placed_people(portfolio):
        if person.weekday_hours is None or person.hours_per_week is None:
            continue
        total = sum(person.weekday_hours)
        if total != person.hours_per_week:
            yield error(
                "contradictory_hours",
                where,
                f"weekday_hours add up to {total}, hours_per_week is "
                f"{person.hours_per_week}; keep one of them.",
            )


def no_weekends_in_day_periods(portfolio: Portfolio) -> Iterator[Issue]:
    """Day periods are Monday to Friday, so nobody has weekend hours."""
    if portfolio.timeline.period is not Period.DAY:
        return
    for where, person in placed_people(portfolio):
        weekend = (person.weekday_hours or ())[WORKDAYS:]
        if any(weekend):
            yield error(
                "weekend_hours",
                where,
                f"works {sum(weekend)} hours at weekends, which day periods do not "
                "have; set them to 0 or use week periods.",
            )


def days_of_24_hours(portfolio: Portfolio) -> Iterator[Issue]:
    """Nobody works more hours than a day has."""
    for where, person in placed_people(portfolio):
        longest = max(person.daily_hours)
        if longest > HOURS_OF_A_DAY:
            yield warning(
                "long_days",
                where,
                f"works {float(longest):g} hours a day; is this one person?",
            )


def ramp_up_from_a_day(portfolio: Portfolio) -> Iterator[Issue]:
    """A ramp-up counts from the first day of employment."""
    for engineer in portfolio.engineers:
        if engineer.ramp_up and engineer.first is None:
            yield error(
                "missing_first",
                f"engineers/{engineer.id}",
                "has a ramp_up and no first day to count its weeks from.",
            )


def terms_of_offers(portfolio: Portfolio) -> Iterator[Issue]:
    """An offer's own terms say when the person is there."""
    for offer in portfolio.offers:
        where = f"offers/{offer.id}"
        for field in ("first", "last"):
            if getattr(offer.engineer, field) is not None:
                yield error(
                    "unfitting_field",
                    where,
                    f"the person on offer has {field}; use earliest, shortest_weeks "
                    "and longest_weeks of the offer.",
                )
        longest = offer.longest_weeks
        if longest is not None and offer.shortest_weeks > longest:
            yield error(
                "reversed_range",
                where,
                f"shortest_weeks {offer.shortest_weeks} is above longest_weeks "
                f"{longest}.",
            )
