"""Dates and periods: rounding up, holding, and back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from optimizer.portfolio.calendar import Calendar, Period
from optimizer.problem.timeline import Timeline
from tests.optimizer.plan.tiny import DAYS, FIRST, WEEKS

days = some.dates(date(2000, 1, 1), date(2100, 12, 31))


@some.composite
def timelines(draw):
    """Timelines of weeks from a Monday, or of days from a Monday to Friday."""
    start = draw(days)
    period = draw(some.sampled_from(Period))
    back = start.weekday() if period is Period.WEEK else max(0, start.weekday() - 4)
    start -= timedelta(days=back)
    return Timeline(
        Calendar(start=start, period=period, horizon=draw(some.integers(1, 999)))
    )


@given(timelines(), some.integers(-500, 1500))
def test_the_first_day_of_a_period_is_in_it_and_begins_it(timeline, period):
    first = timeline.first_day(period)
    assert timeline.holding(first) == period
    assert timeline.from_day(first) == period


@given(timelines(), some.integers(-500, 1500))
def test_every_day_of_a_period_is_held_by_it(timeline, period):
    days = timeline.days(period)
    assert {timeline.holding(day) for day in days} == {period}
    assert days[0] == timeline.first_day(period)
    assert timeline.last_day(period) in days


@given(timelines(), days)
def test_a_day_is_held_by_the_last_period_that_begins_on_or_before_it(timeline, day):
    period = timeline.holding(day)
    assert timeline.first_day(period) <= day < timeline.first_day(period + 1)


@given(timelines(), days)
def test_rounding_up_gives_the_first_period_on_or_after_a_day(timeline, day):
    period = timeline.from_day(day)
    assert timeline.first_day(period - 1) < day <= timeline.first_day(period)


@given(timelines())
def test_the_timeline_begins_at_its_start(timeline):
    assert timeline.first_day(0) == timeline.start


@pytest.mark.parametrize(
    ("calendar", "day", "holding", "from_day"),
    [
        pytest.param(WEEKS, date(2026, 1, 5), 0, 0, id="the first Monday"),
        pytest.param(WEEKS, date(2026, 1, 6), 0, 1, id="a Tuesday rounds up"),
        pytest.param(WEEKS, date(2026, 1, 11), 0, 1, id="a Sunday is in its week"),
        pytest.param(WEEKS, date(2026, 1, 4), -1, 0, id="before the timeline"),
        pytest.param(DAYS, date(2026, 1, 9), 4, 4, id="a Friday"),
        pytest.param(
            DAYS,
            date(2026, 1, 10),
            4,
            5,
            id="a Saturday ends with Friday and begins with Monday",
        ),
        pytest.param(DAYS, date(2026, 1, 12), 5, 5, id="the next Monday"),
        pytest.param(DAYS, date(2026, 1, 2), -1, -1, id="the Friday before"),
    ],
)
def test_dates_as_examples(calendar, day, holding, from_day):
    timeline = Timeline(calendar)
    assert (timeline.holding(day), timeline.from_day(day)) == (holding, from_day)


@pytest.mark.parametrize("calendar", [WEEKS, DAYS])
def test_the_first_and_the_last_of_all_days_round_as_far_as_days_go(calendar):
    timeline = Timeline(calendar)
    for day in (date.min, date.max):
        assert timeline.first_day(timeline.from_day(day)) == day
    assert timeline.last_day(timeline.from_day(date.max)) == date.max


@pytest.mark.parametrize(("calendar", "periods"), [(WEEKS, 3), (DAYS, 15)])
def test_weeks_are_counted_in_periods(calendar, periods):
    assert Timeline(calendar).periods_of_weeks(3) == periods


@pytest.mark.parametrize(
    ("period", "quarter"),
    [
        (0, "2026-Q1"),
        (12, "2026-Q1"),
        (13, "2026-Q2"),
        (-1, "2025-Q4"),
        (51, "2026-Q4"),
    ],
)
def test_a_period_belongs_to_the_quarter_of_its_first_day(period, quarter):
    assert Timeline(Calendar(start=FIRST, horizon=60)).quarter(period) == quarter
