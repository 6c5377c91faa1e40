"""Available hours, by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from optimizer.plan.calendars import calendars
from optimizer.plan.schedule import Engaged
from optimizer.portfolio.calendar import Absence, Location
from optimizer.portfolio.people import Offer
from optimizer.problem.timeline import Timeline
from tests.optimizer.plan.tiny import DAYS, WEEKS, away, engineer, portfolio, week

WEDNESDAY = date(2026, 1, 14)


def calendar(person, engaged=(), **fields):
    work = portfolio(people=(person,), **fields)
    timeline = Timeline(work.timeline)
    return calendars(work, timeline, engaged)[person.id]


def hours(found, periods=range(4)):
    return [found.available(period) / 100 for period in periods]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({}, [40, 40, 40, 40], id="forty hours"),
        pytest.param({"hours_per_week": 30}, [30, 30, 30, 30], id="thirty hours"),
        pytest.param({"hours_per_week": 0}, [0, 0, 0, 0], id="no hours"),
        pytest.param(
            {"weekday_hours": (8, 8, 0, 0, 0, 4, 1)},
            [21] * 4,
            id="a pattern with a weekend",
        ),
        pytest.param({"absences": (away(1),)}, [40, 0, 40, 40], id="a week away"),
        pytest.param(
            {"absences": (away(1, 2, 0.5),)}, [40, 20, 20, 40], id="half weeks away"
        ),
        pytest.param(
            {"absences": (Absence(first=WEDNESDAY, last=WEDNESDAY),)},
            [40, 32, 40, 40],
            id="a day away",
        ),
        pytest.param(
            {"absences": (away(1, share=0.5), away(1, share=0.25))},
            [40, 10, 40, 40],
            id="absences add up",
        ),
        pytest.param(
            {"absences": (away(1, share=0.75), away(1, share=0.75))},
            [40, 0, 40, 40],
            id="at most to the whole day",
        ),
        pytest.param(
            {"absences": (away(0, share=0), away(3))},
            [40, 40, 40, 0],
            id="away by nothing",
        ),
        pytest.param(
            {"bau_share": Decimal("0.2")}, [32] * 4, id="a share for run-the-business"
        ),
        pytest.param({"bau_hours": 5}, [35] * 4, id="hours for run-the-business"),
        pytest.param(
            {"bau_share": Decimal("0.25"), "bau_hours": 5}, [25] * 4, id="both"
        ),
        pytest.param({"bau_hours": 50}, [0] * 4, id="never below nothing"),
        pytest.param(
            {"bau_hours": 5, "absences": (away(1, share=0.5),)},
            [35, 15, 35, 35],
            id="leave does not reduce it",
        ),
        pytest.param(
            {"bau_share": Decimal("0.25"), "absences": (away(1, share=0.5),)},
            [30, 15, 30, 30],
            id="a share after leave",
        ),
        pytest.param({"first": WEDNESDAY}, [0, 24, 40, 40], id="from a Wednesday"),
        pytest.param({"last": WEDNESDAY}, [40, 24, 0, 0], id="until a Wednesday"),
        pytest.param(
            {"first": WEDNESDAY, "bau_hours": 5},
            [0, 21, 35, 35],
            id="run-the-business in proportion",
        ),
        pytest.param(
            {"first": week(1), "last": week(1) + timedelta(days=6)},
            [0, 40, 0, 0],
            id="for one week",
        ),
        pytest.param(
            {"first": week(1), "ramp_up": (Decimal("0.25"), Decimal("0.5"))},
            [0, 10, 20, 40],
            id="ramping up",
        ),
        pytest.param(
            {"first": WEDNESDAY, "ramp_up": (Decimal("0.25"), Decimal("0.5"))},
            [0, 6, 20, 40],
            id="ramping up by ISO weeks",
        ),
        pytest.param(
            {"first": week(-1), "ramp_up": (Decimal("0.25"), Decimal("0.5"))},
            [20, 40, 40, 40],
            id="ramping up from before",
        ),
        pytest.param(
            {"first": week(1), "ramp_up": (0,)}, [0, 0, 40, 40], id="learning only"
        ),
        pytest.param(
            {"first": week(0), "bau_hours": 30, "ramp_up": (Decimal("0.5"),)},
            [5, 10, 10, 10],
            id="ramped after run-the-business",
        ),
    ],
)
def test_hours_of_weeks(fields, expected):
    assert hours(calendar(engineer("Ann", **fields))) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [("0.3333", 13.33), ("0.3334", 13.34), ("0.0001", 0), ("0.0003", 0.01)],
)
def test_hours_are_rounded_once_half_to_even(share, expected):
    person = engineer("Ann", absences=(away(1, share=Decimal(1) - Decimal(share)),))
    assert calendar(person).available(1) == round(expected * 100)


def test_a_half_is_rounded_to_even():
    low = engineer("Ann", hours_per_week=Decimal("0.01"), bau_share=Decimal("0.5"))
    high = engineer("Ann", hours_per_week=Decimal("0.03"), bau_share=Decimal("0.5"))
    assert (calendar(low).available(0), calendar(high).available(0)) == (0, 2)


def test_holidays_are_those_of_the_location():
    oslo = Location(id="Oslo", holidays=(WEDNESDAY, WEDNESDAY + timedelta(days=3)))
    rome = Location(id="Rome", holidays=(week(0),))
    places = {"locations": (oslo, rome)}

    at_oslo = calendar(engineer("Ann", location="Oslo"), **places)
    assert hours(at_oslo) == [40, 32, 40, 40]
    assert hours(calendar(engineer("Ann", location="Rome"), **places)) == [
        32,
        40,
        40,
        40,
    ]
    assert hours(calendar(engineer("Ann"), **places)) == [40] * 4


def test_a_holiday_on_leave_is_lost_once():
    oslo = Location(id="Oslo", holidays=(WEDNESDAY,))
    person = engineer("Ann", location="Oslo", absences=(away(1, share=0.5),))
    assert hours(calendar(person, locations=(oslo,))) == [40, 16, 40, 40]


@pytest.mark.parametrize(
    ("days", "works"),
    [(range(5), False), (range(4), True), (range(1, 5), True), ((5, 6), True)],
)
def test_a_location_works_unless_all_five_days_are_holidays(days, works):
    oslo = Location(
        id="Oslo", holidays=tuple(week(1) + timedelta(days=d) for d in days)
    )
    found = calendar(engineer("Ann", location="Oslo"), locations=(oslo,))
    assert found.works(1) is works
    assert found.works(0)


def test_capacity_is_available_hours_and_overtime_rounded():
    person = engineer(
        "Ann", overtime_limit=Decimal("0.1"), hours_per_week=Decimal("0.15")
    )
    found = calendar(person)
    assert (found.available(0), found.capacity(0)) == (15, 16)  # 16.5
    person = engineer(
        "Ann", overtime_limit=Decimal("0.5"), hours_per_week=Decimal("0.05")
    )
    assert calendar(person).capacity(0) == 8  # 7.5


@pytest.mark.parametrize(
    ("share", "overtime", "expected"),
    [
        (10_000, False, 40),
        (10_000, True, 44),
        (3_333, False, 13.33),
        (3_333, True, 14.66),
        (1, False, 0),
        (1, True, 0),
    ],
)
def test_team_hours_are_rounded_down(share, overtime, expected):
    found = calendar(engineer("Ann", overtime_limit=Decimal("0.1")))
    assert found.team_hours(0, share, overtime=overtime) == round(expected * 100)


def test_thirds_of_a_person_never_add_up_to_more_than_there_is():
    found = calendar(engineer("Ann", hours_per_week=Decimal("0.05")))
    shares = (3_333, 3_333, 3_334)
    assert sum(found.team_hours(0, share, overtime=False) for share in shares) <= 5


DAY_HOURS = [
    pytest.param({}, [8] * 7, id="eight hours"),
    pytest.param(
        {"weekday_hours": (8, 6, 4, 2, 0, 0, 0)}, [8, 6, 4, 2, 0, 8, 6], id="a pattern"
    ),
    pytest.param(
        {"absences": (Absence(first=date(2026, 1, 9), last=date(2026, 1, 12)),)},
        [8, 8, 8, 8, 0, 0, 8],
        id="over a weekend",
    ),
    pytest.param({"bau_hours": 5}, [7] * 7, id="run-the-business, a fifth each"),
    pytest.param(
        {"first": date(2026, 1, 7), "ramp_up": (Decimal("0.5"), Decimal("0.75"))},
        [0, 0, 4, 4, 4, 6, 6],
        id="ramping up by ISO weeks",
    ),
    pytest.param({"first": date(2026, 1, 10)}, [0] * 5 + [8, 8], id="from a Saturday"),
    pytest.param({"last": date(2026, 1, 10)}, [8] * 5 + [0, 0], id="until a Saturday"),
]


@pytest.mark.parametrize(("fields", "expected"), DAY_HOURS)
def test_hours_of_days(fields, expected):
    found = calendar(engineer("Ann", **fields), timeline=DAYS)
    assert hours(found, range(7)) == expected


def test_days_of_a_timeline_that_starts_in_mid_week_keep_their_pattern():
    thursday = {"start": "2026-01-08", "period": "day", "horizon": 10}
    person = engineer("Ann", weekday_hours=(8, 6, 4, 2, 1, 0, 0))
    assert hours(calendar(person, timeline=thursday), range(7)) == [2, 1, 8, 6, 4, 2, 1]


@pytest.mark.parametrize(
    ("ramp", "expected"),
    [
        ((), [0, 0, 40, 40, 0]),
        (("0.5",), [0, 0, 20, 40, 0]),
        (("0.5", "0.75", "0.9"), [0, 0, 20, 30, 0]),
    ],
)
def test_an_offer_has_hours_while_engaged(ramp, expected):
    person = engineer("Ida", ramp_up=tuple(map(Decimal, ramp)))
    work = portfolio(people=(), offers=(Offer(engineer=person),))
    timeline = Timeline(work.timeline)

    found = calendars(work, timeline, (Engaged("Ida", 2, 4),))["Ida"]
    assert hours(found, range(5)) == expected
    assert [found.employed(period) for period in range(5)] == [
        False,
        False,
        True,
        True,
        False,
    ]
    idle = calendars(work, timeline)["Ida"]
    assert hours(idle) == [0] * 4
    assert not any(map(idle.employed, range(10)))


def test_an_offer_in_days_ramps_up_by_five_periods():
    person = engineer("Ida", ramp_up=(Decimal("0.5"),))
    work = portfolio(people=(), offers=(Offer(engineer=person),), timeline=DAYS)
    found = calendars(work, Timeline(DAYS), (Engaged("Ida", 2, 9),))["Ida"]
    assert hours(found, range(10)) == [0, 0, 4, 4, 4, 4, 4, 8, 8, 0]


def test_two_engagements_count_both():
    work = portfolio(people=(), offers=(Offer(engineer=engineer("Ida")),))
    spans = (Engaged("Ida", 0, 1), Engaged("Ida", 2, 3))
    found = calendars(work, Timeline(WEEKS), spans)["Ida"]
    assert hours(found) == [40, 0, 40, 0]


def test_employment_reaches_to_the_days():
    person = engineer("Ann", first=WEDNESDAY, last=WEDNESDAY)
    found = calendar(person)
    assert [found.employed(period) for period in range(4)] == [
        False,
        True,
        False,
        False,
    ]
