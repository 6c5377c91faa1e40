import pytest

DRIVEN = {
    "staffing": "effort_team",
    "duration": None,
    "demands": [{"skill": "java", "effort": 8}],
}
MONDAY, WEDNESDAY, SUNDAY, NEXT_MONDAY = (
    "2026-01-12",
    "2026-01-14",
    "2026-01-18",
    "2026-01-19",
)


def running(**facts):
    return {"progress": {"status": "running", "started": "2026-01-05", **facts}}


def done(**facts):
    return {"progress": {"status": "done", "started": "2026-01-05", **facts}}


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        pytest.param(
            running(started=MONDAY),
            "progress_after_now",
            running(started="2026-01-11"),
            id="started",
        ),
        pytest.param(
            done(finished=MONDAY),
            "progress_after_now",
            done(finished="2026-01-09"),
            id="finished",
        ),
        pytest.param(
            running(finished="2026-01-09"),
            "finished_but_running",
            running(),
            id="finished but running",
        ),
        pytest.param(
            done(),
            "missing_finished",
            done(finished="2026-01-09"),
            id="done without a day",
        ),
        pytest.param(
            done(finished="2026-01-02"),
            "reversed_dates",
            done(finished="2026-01-05"),
            id="finished before started",
        ),
        pytest.param(
            running(remaining_effort={"java": 8}),
            "unfitting_field",
            running(remaining_periods=1),
            id="effort of a fixed team",
        ),
        pytest.param(
            {**DRIVEN, **running(remaining_periods=1)},
            "unfitting_field",
            {**DRIVEN, **running(remaining_effort={"java": 8})},
            id="periods of an effort-driven team",
        ),
    ],
)
def test_progress_tells_of_the_past(codes, bad, code, good):
    assert codes(package=bad, now=MONDAY) == [code]
    assert codes(package=good, now=MONDAY) == []


def test_a_milestone_is_done_without_a_day(codes):
    assert codes(package={"duration": 0, "demands": [], **done()}, now=MONDAY) == []


def test_now_in_the_middle_of_a_week_lets_the_whole_week_be_past(codes):
    started = running(started=SUNDAY)
    assert codes(package=started, now=WEDNESDAY) == []
    assert codes(package=running(started=NEXT_MONDAY), now=WEDNESDAY) == [
        "progress_after_now"
    ]


def test_in_day_periods_a_weekend_rounds_up_to_monday(codes):
    timeline = {"start": "2026-01-05", "period": "day", "horizon": 20}
    saturday, friday = "2026-01-10", "2026-01-09"
    assert codes(package=running(started=friday), now=saturday, timeline=timeline) == []
    assert codes(package=running(started=friday), now=friday, timeline=timeline) == [
        "progress_after_now"
    ]


@pytest.mark.parametrize("period", ["week", "day"])
def test_now_may_be_as_late_as_a_day_can_be(codes, period):
    timeline = {"start": "2026-01-05", "period": period, "horizon": 20}
    assert codes(package=running(), now="9999-12-31", timeline=timeline) == []


def test_progress_without_now_is_a_warning(codes):
    assert codes(package=running()) == ["missing_now"]


def test_planned_packages_have_no_facts_to_check(codes):
    planned = {"progress": {"status": "planned", "started": "2027-01-04"}}
    assert codes(package=planned, now=MONDAY) == []


def test_a_person_is_on_one_demand_of_a_running_team(codes):
    demands = [{"skill": "java"}, {"skill": "java", "id": "two"}]
    both = [{"engineer": "Ana", "demand": "java"}, {"engineer": "Ana", "demand": "two"}]
    assert codes(package={"demands": demands, **running(team=both)}, now=MONDAY) == [
        "repeated"
    ]
    assert (
        codes(package={"demands": demands, **running(team=both[:1])}, now=MONDAY) == []
    )


def test_the_running_mode_is_said_where_there_are_several(codes):
    modes = {
        "duration": None,
        "demands": [],
        "modes": [{"id": "x", "duration": 1}, {"id": "y", "duration": 2}],
    }
    assert codes(package={**modes, **running()}, now=MONDAY) == ["missing_mode"]
    assert codes(package={**modes, **running(mode="y")}, now=MONDAY) == []
