import pytest

from optimizer.portfolio.checks import issues


@pytest.mark.parametrize(
    ("start", "period", "right"),
    [
        pytest.param("2026-01-06", "week", "2026-01-05 or 2026-01-12", id="Tuesday"),
        pytest.param("2026-01-11", "week", "2026-01-05 or 2026-01-12", id="Sunday"),
        pytest.param("2026-01-10", "day", "2026-01-12", id="Saturday"),
        pytest.param("2026-01-11", "day", "2026-01-12", id="Sunday in day periods"),
        pytest.param("0001-01-01", "week", "1900-01-01", id="before all calendars"),
        pytest.param(
            "9999-12-27", "week", "9000-01-01", id="at the end of all calendars"
        ),
    ],
)
def test_a_timeline_that_starts_wrongly_is_told_the_right_day(
    portfolio_of, start, period, right
):
    timeline = {"start": start, "period": period, "horizon": 4}
    (found,) = issues(portfolio_of(timeline=timeline))
    assert found.code == "timeline_start"
    assert right in found.message


@pytest.mark.parametrize(
    ("start", "period"), [("2026-01-05", "week"), ("2026-01-09", "day")]
)
def test_a_timeline_starts_on_a_monday_or_a_working_day(codes, start, period):
    assert codes(timeline={"start": start, "period": period, "horizon": 4}) == []


EARLY, LATE = "2026-01-06", "2026-01-07"


@pytest.mark.parametrize(
    "fields_of",
    [
        pytest.param(
            lambda a, b: {"engineer": {"first": a, "last": b}}, id="employment"
        ),
        pytest.param(
            lambda a, b: {"engineer": {"absences": [{"first": a, "last": b}]}},
            id="absence",
        ),
        pytest.param(
            lambda a, b: {
                "facilities": [
                    {
                        "id": "x",
                        "capacity": 1,
                        "changes": [{"first": a, "last": b, "capacity": 0}],
                    }
                ]
            },
            id="capacity change",
        ),
        pytest.param(
            lambda a, b: {
                "floors": [
                    {"id": "x", "skill": "java", "people": 1, "first": a, "last": b}
                ]
            },
            id="floor",
        ),
        pytest.param(
            lambda a, b: {"package": {"locks": {"start_from": a, "start_until": b}}},
            id="start locks",
        ),
    ],
)
def test_ranges_begin_before_they_end(codes, fields_of):
    assert codes(**fields_of(LATE, EARLY)) == ["reversed_dates"]
    assert codes(**fields_of(EARLY, LATE)) == []
    assert codes(**fields_of(EARLY, EARLY)) == []


@pytest.mark.parametrize(
    "fields_of",
    [
        pytest.param(lambda day: {"project": {"deadline": day}}, id="deadline"),
        pytest.param(lambda day: {"package": {"latest": day}}, id="latest"),
    ],
)
def test_a_deadline_in_the_middle_of_a_week_is_a_warning(codes, fields_of):
    thursday, friday, sunday = "2026-02-05", "2026-02-06", "2026-02-08"
    assert codes(**fields_of(thursday)) == ["mid_period_deadline"]
    assert codes(**fields_of(friday)) == codes(**fields_of(sunday)) == []
    timeline = {"start": "2026-01-05", "period": "day", "horizon": 30}
    assert codes(**fields_of(thursday), timeline=timeline) == []
