"""Random people: calendars, skills, limits, and offers of more people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from optimizer.portfolio.calendar import Absence, Location
from optimizer.portfolio.people import Engineer, Offer, Skill

if TYPE_CHECKING:
    from datetime import date

    from benchmarks.fuzz.chance import Chance, Days

SKILLS = ("java", "test")
TEAMS = ("red", "blue")
SPEEDS = ("1",) * 7 + ("1.25", "0.8", "0.5")
NAMES = ("Ana", "Bo", "Chen", "Dana", "Eli", "Fay")


def some_locations(chance: Chance, days: Days) -> tuple[Location, ...]:
    """Return up to two locations; one may have a whole period of holidays."""
    if not chance.often(35):
        return ()
    holidays = {days.near() for _ in range(chance.between(0, 3))}
    if chance.often(25):
        period = chance.between(0, days.horizon - 1)
        holidays.update(days.timeline.days(period)[:5])
    here = Location(id="here", holidays=tuple(sorted(holidays)))
    return (here, Location(id="there"))[: chance.between(1, 2)]


def some_engineers(
    chance: Chance, days: Days, locations: tuple[Location, ...], most: int
) -> tuple[Engineer, ...]:
    """Return people who share two skills."""
    return tuple(
        _engineer(chance, days, locations, name)
        for name in NAMES[: max(1, most - chance.one_of((0, 0, 0, 0, 1, 1, 2)))]
    )


def _engineer(
    chance: Chance, days: Days, locations: tuple[Location, ...], name: str
) -> Engineer:
    first = days.near(-2, 1) if chance.often(20) else None
    ramp_up = chance.one_of(((), ("0.5",), ("0.25", "0.75"))) if first else ()
    last = days.near(days.horizon // 2, days.horizon + 1) if chance.often(12) else None
    if first is not None and last is not None and last < first:
        last = None
    return Engineer(
        id=name,
        team=chance.maybe(50, TEAMS),
        location=chance.maybe(70, [it.id for it in locations]) if locations else None,
        first=first,
        last=last,
        absences=_absences(chance, days),
        ramp_up=tuple(Decimal(share) for share in ramp_up),
        skills=_skills(chance),
        **_hours(chance, weekly=days.weekly),
        **_limits(chance),
    )


def _hours(chance: Chance, *, weekly: bool) -> dict[str, Any]:
    """Return contract hours and what run-the-business work takes of them."""
    pattern = ("8", "8", "0", "8", "4.5", "3" if weekly else "0", "0")
    stated: dict[str, Any] = chance.one_of(
        (
            {},
            {},
            {"hours_per_week": Decimal(20)},
            {"hours_per_week": Decimal("37.33")},
            {"weekday_hours": tuple(Decimal(hours) for hours in pattern)},
        )
    )
    shares = ("0", "0", "0", "0.2", "0.3333")
    return stated | {
        "bau_share": Decimal(chance.one_of(shares)),
        "bau_hours": Decimal(chance.one_of(("0", "0", "0", "2.5", "4"))),
    }


def _limits(chance: Chance) -> dict[str, Any]:
    """Return overtime, parallel limits and a rate."""
    rate = chance.maybe(60, ("50", "81.25", "33.3333"))
    return {
        "overtime_limit": Decimal(chance.one_of(("0", "0", "0", "0.1", "0.25"))),
        "max_team_packages": chance.one_of((1, 1, 1, 2, 3)),
        "max_packages": chance.one_of((1, 2, 3)),
        "cost_per_hour": None if rate is None else Decimal(rate),
    }


def _skills(chance: Chance) -> dict[str, Skill]:
    return {
        skill: Skill(
            level=chance.one_of((1, 3, 3, 3, 3, 4, 4, 5)),
            speed=Decimal(chance.one_of(SPEEDS)),
        )
        for skill in chance.some(SKILLS, 2 if chance.often(60) else 1, 2)
    }


def _absences(chance: Chance, days: Days) -> tuple[Absence, ...]:
    absences: list[Absence] = []
    while chance.often(20) and len(absences) < 3:
        first, last = _in_order(days.near(), days.near())
        share = Decimal(chance.one_of(("1", "1", "0.5", "0.25")))
        absences.append(Absence(first=first, last=last, share=share))
    return tuple(absences)


def _in_order(one: date, other: date) -> tuple[date, date]:
    return (one, other) if one <= other else (other, one)


def some_offers(
    chance: Chance, days: Days, locations: tuple[Location, ...]
) -> tuple[Offer, ...]:
    """Return at most one person on offer."""
    if not chance.often(20):
        return ()
    person = _engineer(chance, days, locations, "Zoe")
    ramp_up = chance.one_of(((), (), ("0.5",)))
    shortest = chance.between(1, 2 if days.weekly else 1)
    person = person.replace(
        first=None, last=None, ramp_up=tuple(Decimal(share) for share in ramp_up)
    )
    return (
        Offer(
            engineer=person,
            earliest=days.near() if chance.often(30) else None,
            notice_weeks=chance.between(0, 1 if days.weekly else 0),
            shortest_weeks=shortest,
            longest_weeks=chance.maybe(40, (shortest, shortest + 1)),
            fixed_price=Decimal(chance.one_of((0, 3, 10))),
            weekly_price=Decimal(chance.one_of((0, 1, 5))),
        ),
    )
