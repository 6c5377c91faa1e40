"""The builder's hours of people equal the checker's, computed another way."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from optimizer.plan.calendars import calendars
from optimizer.plan.schedule import Engaged
from optimizer.portfolio.calendar import Absence, Calendar, Location, Period
from optimizer.portfolio.people import Engineer, Offer, Skill
from optimizer.portfolio.portfolio import Portfolio
from optimizer.problem.availability import Availability, working_periods
from optimizer.problem.staff import compile_staff
from optimizer.problem.timeline import Timeline
from tests.optimizer.plan.tiny import FIRST, WEEKS, away, engineer, portfolio, week

HORIZON = 12
properties = settings(
    deadline=None,
    max_examples=120,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def hundredths(least, most):
    """Numbers with two decimals."""
    return some.integers(least * 100, most * 100).map(lambda n: Decimal(n) / 100)


def shares(most=10_000):
    """Shares with four decimals."""
    fine = some.integers(0, most).map(lambda n: Decimal(n) / 10_000)
    return some.one_of(
        some.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)]), fine
    )


def near_days():
    """Days around the timeline."""
    return some.integers(-10, HORIZON * 7 + 10).map(lambda n: FIRST + timedelta(days=n))


@some.composite
def absences(draw):
    first, more = draw(near_days()), draw(some.integers(0, 20))
    return Absence(first=first, last=first + timedelta(days=more), share=draw(shares()))


@some.composite
def weekdays(draw, period):
    """Hours of Monday to Sunday; none on weekends where periods are days."""
    hours = [draw(hundredths(0, 12)) for _ in range(5)]
    weekend = [
        draw(hundredths(0, 8)) if period is Period.WEEK else Decimal(0)
        for _ in range(2)
    ]
    return tuple(hours + weekend)


@some.composite
def people(draw, period, *, on_offer=False):
    """Engineers with everything that decides their hours."""
    first = None if on_offer else draw(some.none() | near_days())
    last = None if on_offer else draw(some.none() | near_days())
    if first is not None and last is not None and last < first:
        first, last = last, first
    ramps = on_offer or first is not None
    by_weekday = draw(some.booleans())
    return Engineer(
        id="Zoe" if on_offer else "Ann",
        location=draw(some.sampled_from([None, "Turin"])),
        hours_per_week=None if by_weekday else draw(some.none() | hundredths(0, 60)),
        weekday_hours=draw(weekdays(period)) if by_weekday else None,
        first=first,
        last=last,
        absences=tuple(draw(some.lists(absences(), max_size=3))),
        bau_share=draw(shares()),
        bau_hours=draw(some.just(Decimal(0)) | hundredths(0, 30)),
        ramp_up=tuple(draw(some.lists(shares(), max_size=4))) if ramps else (),
        overtime_limit=draw(shares(5000)),
        skills={"dev": Skill()},
    )


@some.composite
def worlds(draw):
    """A portfolio of Ann, and Zoe on offer, with holidays in Turin."""
    period = draw(some.sampled_from(Period))
    free = draw(some.lists(near_days(), max_size=12, unique=True))
    offer = Offer(
        engineer=draw(people(period, on_offer=True)),
        earliest=draw(some.none() | near_days()),
        notice_weeks=draw(some.integers(0, 2)),
    )
    return Portfolio(
        timeline=Calendar(start=FIRST, period=period, horizon=HORIZON),
        locations=(Location(id="Turin", holidays=tuple(sorted(free))),),
        engineers=(draw(people(period)),),
        offers=(offer,),
    )


def twins(known, person, periods):
    """Hours and capacity by the checker, and by the builder."""
    theirs = [(known.available(t), known.capacity(t)) for t in periods]
    ours = [(person.available[t], person.capacity[t]) for t in periods]
    return theirs, ours


@properties
@given(worlds())
def test_hours_of_an_engineer_are_those_of_the_checker(world):
    timeline = Timeline(world.timeline)
    person = compile_staff(world, timeline, 0).people[0]
    known = calendars(world, timeline)["Ann"]
    theirs, ours = twins(known, person, range(HORIZON))
    assert ours == theirs
    employed = [known.employed(t) for t in range(HORIZON)]
    assert [
        person.employed[0] <= t < person.employed[1] for t in range(HORIZON)
    ] == employed
    assert list(person.location_works) == [known.works(t) for t in range(HORIZON)]


@properties
@given(worlds(), some.data())
def test_hours_of_an_offer_are_those_of_the_checker_while_engaged(world, data):
    timeline = Timeline(world.timeline)
    staff = compile_staff(world, timeline, 0)
    (offer,) = staff.offers
    if offer.earliest >= HORIZON:
        return
    start = data.draw(some.integers(offer.earliest, HORIZON - 1))
    end = data.draw(some.integers(start + 1, HORIZON))
    chosen = next(
        e for e in offer.people if staff.people[e].engaged_from in {None, start}
    )
    known = calendars(world, timeline, [Engaged("Zoe", start, end)])["Zoe"]
    theirs, ours = twins(known, staff.people[chosen], range(start, end))
    assert ours == theirs


@properties
@given(worlds(), shares(), some.booleans())
def test_team_hours_are_those_of_the_checker(world, share, overtime):
    timeline = Timeline(world.timeline)
    person = compile_staff(world, timeline, 0).people[0]
    known = calendars(world, timeline)["Ann"]
    part = int(share * 10_000)
    theirs = [known.team_hours(t, part, overtime=overtime) for t in range(HORIZON)]
    assert list(person.team_hours(part, overtime=overtime)) == theirs


def hours(person, **fields):
    """Hours of the first weeks."""
    timeline = Timeline(portfolio(people=[person], **fields).timeline)
    return [h / 100 for h in Availability(person, frozenset(), timeline).hundredths()]


def test_half_a_week_of_leave_leaves_half_the_hours():
    assert hours(engineer("Ann", absences=(away(1, share=0.5),)))[:3] == [40, 20, 40]


def test_absences_of_one_day_add_up_to_the_whole_day_at_most():
    twice = (away(1, share=0.75), away(1, share=0.75))
    assert hours(engineer("Ann", absences=twice))[:3] == [40, 0, 40]


def test_run_the_business_hours_are_kept_in_weeks_of_leave():
    person = engineer(
        "Ann", bau_hours=10, absences=(away(1, share=0.5), away(2, share=0.9))
    )
    assert hours(person)[:4] == [30, 10, 0, 30]


def test_a_ramp_up_counts_iso_weeks_from_the_first_day():
    person = engineer(
        "Ann",
        first=week(1) + timedelta(days=2),
        ramp_up=(Decimal("0.5"), Decimal("0.75")),
    )
    assert hours(person)[:4] == [0, 12, 30, 40]


def test_a_location_rests_where_every_workday_is_a_holiday():
    timeline = Timeline(WEEKS)
    whole = frozenset(week(1) + timedelta(days=n) for n in range(5))
    most = frozenset(week(2) + timedelta(days=n) for n in range(1, 7))
    works = working_periods(whole | most, timeline)
    assert [t for t, working in enumerate(works) if not working] == [1]
