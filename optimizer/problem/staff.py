"""People and offers as integers, and who qualifies for what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.portfolio.work import Staffing
from optimizer.problem.availability import Availability, working_periods
from optimizer.problem.problem import WHOLE_SHARE, Offer, Person

if TYPE_CHECKING:
    from datetime import date

    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.people import Offer as OfferTerms
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Package
    from optimizer.problem.timeline import Timeline

POOL_MIN_SPEED = Decimal("0.8")
"""Lowest speed that serves a pool which states none."""

Presence = tuple[tuple[int, ...], tuple[int, int], tuple[bool, ...]]
"""Hours by period in hundredths, periods of employment, periods a location works."""


@dataclass(frozen=True, slots=True)
class Staff:
    """All people in index order, with the domain objects they come from."""

    people: tuple[Person, ...]
    engineers: tuple[Engineer, ...]
    offers: tuple[Offer, ...]

    def speed(self, person: int, skill: str) -> int:
        """Return a person's speed in hundredths; 100 without the skill."""
        mastered = self.engineers[person].skills.get(skill)
        return 100 if mastered is None else int(mastered.speed * 100)

    def qualified(
        self, project: Project, package: Package, demand: Demand
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the people who may serve a demand, and their speeds."""
        able = [
            (index, int(engineer.skills[demand.skill].speed * 100))
            for index, engineer in enumerate(self.engineers)
            if may_serve(engineer, project, package, demand)
        ]
        return tuple(i for i, _ in able), tuple(speed for _, speed in able)


def may_serve(
    engineer: Engineer, project: Project, package: Package, demand: Demand
) -> bool:
    """Return whether a person qualifies for a demand."""
    skill = engineer.skills.get(demand.skill)
    if skill is None or skill.level < demand.level:
        return False
    slowest = demand.min_speed
    if slowest is None and package.staffing is Staffing.POOL:
        slowest = POOL_MIN_SPEED
    if slowest is not None and skill.speed < slowest:
        return False
    if engineer.only_projects is not None and project.id not in engineer.only_projects:
        return False
    return engineer.id not in package.locks.must_not and all(
        (allowed is None or name in allowed) and name not in denied
        for name, allowed, denied in (
            (engineer.id, demand.engineers, demand.not_engineers),
            (engineer.team, demand.teams, demand.not_teams),
            (engineer.location, demand.locations, demand.not_locations),
        )
    )


def compile_staff(portfolio: Portfolio, timeline: Timeline, now: int) -> Staff:
    """Return engineers, then offered people; an offer with ramp-up once per start."""
    holidays = {
        location.id: frozenset(location.holidays) for location in portfolio.locations
    }
    presences = Presences(holidays, timeline)
    people: list[Person] = []
    engineers: list[Engineer] = []
    offers: list[Offer] = []
    for engineer in portfolio.engineers:
        people.append(_person(engineer, presences))
        engineers.append(engineer)
    for terms in portfolio.offers:
        offer = _terms(terms, timeline, now, first_person=len(people))
        offers.append(offer)
        for variant in _variants(terms, offer, presences, timeline, len(offers) - 1):
            people.append(variant)
            engineers.append(terms.engineer)
    return Staff(tuple(people), tuple(engineers), tuple(offers))


class Presences:
    """Hours, employment and working periods; people alike in calendar share them."""

    def __init__(
        self, holidays: dict[str, frozenset[date]], timeline: Timeline
    ) -> None:
        self._holidays = holidays
        self._timeline = timeline
        self._known: dict[tuple[object, ...], Presence] = {}
        self._works: dict[frozenset[date], tuple[bool, ...]] = {}

    def of(self, engineer: Engineer) -> Presence:
        """Return available hours, interval of employment and working periods."""
        key = (
            engineer.location,
            engineer.daily_hours,
            engineer.first,
            engineer.last,
            engineer.absences,
            engineer.bau_share,
            engineer.bau_hours,
            engineer.ramp_up,
        )
        if key not in self._known:
            calendar = self.calendar(engineer)
            self._known[key] = (
                calendar.hundredths(),
                calendar.employed(),
                self._working(self._days_off(engineer)),
            )
        return self._known[key]

    def calendar(self, engineer: Engineer) -> Availability:
        """Return the exact hours of a person."""
        return Availability(engineer, self._days_off(engineer), self._timeline)

    def _days_off(self, engineer: Engineer) -> frozenset[date]:
        return self._holidays.get(engineer.location or "", frozenset())

    def _working(self, days_off: frozenset[date]) -> tuple[bool, ...]:
        if days_off not in self._works:
            self._works[days_off] = working_periods(days_off, self._timeline)
        return self._works[days_off]


def _person(
    engineer: Engineer, presences: Presences, offer: int | None = None
) -> Person:
    available, employed, works = presences.of(engineer)
    rate = engineer.cost_per_hour
    return Person(
        id=engineer.id,
        available=available,
        capacity=_with_overtime(available, engineer.overtime_limit),
        employed=employed,
        location_works=works,
        max_team_packages=engineer.max_team_packages,
        max_packages=engineer.max_packages,
        overtime_limit=int(engineer.overtime_limit * WHOLE_SHARE),
        rate=None if rate is None else int(rate * 10_000),
        offer=offer,
    )


def _terms(terms: OfferTerms, timeline: Timeline, now: int, first_person: int) -> Offer:
    earliest = now + timeline.periods_of_weeks(terms.notice_weeks)
    if terms.earliest is not None:
        earliest = max(earliest, timeline.from_day(terms.earliest))
    longest = timeline.horizon - min(earliest, timeline.horizon)
    if terms.longest_weeks is not None:
        longest = min(longest, timeline.periods_of_weeks(terms.longest_weeks))
    per_week = timeline.periods_of_weeks(1)
    starts = max(0, timeline.horizon - earliest) if terms.engineer.ramp_up else 1
    return Offer(
        id=terms.id,
        people=tuple(range(first_person, first_person + starts)),
        earliest=earliest,
        shortest=timeline.periods_of_weeks(terms.shortest_weeks),
        longest=longest,
        prices=tuple(
            round((terms.fixed_price + terms.weekly_price * length / per_week) * 100)
            for length in range(longest + 1)
        ),
    )


def _variants(
    terms: OfferTerms,
    offer: Offer,
    presences: Presences,
    timeline: Timeline,
    index: int,
) -> list[Person]:
    """Return the person on offer, once per possible start if there is a ramp-up."""
    engineer = terms.engineer.replace(ramp_up=())
    person = _person(engineer, presences, offer=index)
    horizon = timeline.horizon
    blank = min(offer.earliest, horizon)
    if not terms.engineer.ramp_up:
        return [_within(person, blank, horizon)]
    exact = presences.calendar(engineer)
    per_week = timeline.periods_of_weeks(1)
    variants = []
    for start in range(blank, horizon):
        ramped = list(person.available)
        for week, share in enumerate(terms.engineer.ramp_up):
            first = start + week * per_week
            for period in range(first, min(first + per_week, horizon)):
                ramped[period] = round(exact.exact(period) * Fraction(share) * 100)
        variant = _with_hours(person, ramped, engineer.overtime_limit)
        variants.append(_within(variant, start, horizon, engaged_from=start))
    return variants


def _with_hours(person: Person, hours: list[int], limit: Decimal) -> Person:
    available = tuple(hours)
    return replace(
        person, available=available, capacity=_with_overtime(available, limit)
    )


def _with_overtime(available: tuple[int, ...], limit: Decimal) -> tuple[int, ...]:
    """Return hours with overtime, rounded half to even."""
    if not limit:
        return available
    factor = 1 + Fraction(limit)
    rounded = {hours: round(hours * factor) for hours in set(available)}
    return tuple(rounded[hours] for hours in available)


def _within(
    person: Person, first: int, end: int, engaged_from: int | None = None
) -> Person:
    """Return the person with nothing before `first` or from `end` on."""

    def inside(hours: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(h if first <= t < end else 0 for t, h in enumerate(hours))

    return replace(
        person,
        available=inside(person.available),
        capacity=inside(person.capacity),
        employed=(first, end),
        engaged_from=engaged_from,
    )
