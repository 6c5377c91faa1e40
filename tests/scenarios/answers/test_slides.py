import pytest

from scenarios.answers.slides import everything_slides
from scenarios.interval import Interval


def starts(answer, week):
    """Package → number of the week in which it starts, and its length."""
    weeks = {week(number): number for number in range(40)}
    return {p.package: (weeks[p.start], p.periods) for p in answer.plan.packages}


def test_without_a_running_plan_nothing_slides(situation):
    assert everything_slides(situation.replace(baseline=None)) is None


def test_nothing_slides_where_nothing_has_changed(situation, week):
    answer = everything_slides(situation)
    assert starts(answer, week) == {"build": (0, 1), "test": (1, 1)}
    assert answer.net_value == Interval.exactly(150)
    assert answer.accepted
    assert answer.status is None
    assert not answer.notes


def test_what_has_not_started_begins_now_or_later(edited, week):
    again = edited(build={"progress": {"status": "planned", "started": week(0)}})
    later = again.replace(portfolio=again.portfolio.replace(now=week(1)))
    assert starts(everything_slides(later), week) == {"build": (1, 1), "test": (2, 1)}


def test_what_has_started_stays_as_it_is(situation, week):
    now = situation.replace(portfolio=situation.portfolio.replace(now=week(1)))
    answer = everything_slides(now)
    assert starts(answer, week) == {"build": (0, 1), "test": (1, 1)}
    assert answer.accepted


@pytest.mark.parametrize(
    ("fields", "start"),
    [
        ({"Q": {"release": "2026-02-02"}}, 4),
        ({"test": {"earliest": "2026-01-27"}}, 4),
        ({"test": {"locks": {"start_from": "2026-01-28"}}}, 3),
        ({"test": {"predecessors": [{"package": "build", "lag": 2}]}}, 3),
    ],
)
def test_dates_locks_and_links_push(edited, week, fields, start):
    assert starts(everything_slides(edited(**fields)), week)["test"] == (start, 1)


def test_a_shared_member_pushes_and_the_length_is_what_the_team_needs_now(edited, week):
    away = [{"first": week(0), "last": week(0) + (week(1) - week(0)) * 2}]
    answer = everything_slides(edited(Ann={"absences": away}))
    assert starts(answer, week) == {"build": (0, 2), "test": (2, 1)}
    assert answer.net_value == Interval.exactly(150)
    assert {row.engineer for row in answer.plan.assignments} == {"Ann", "Ben"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"Ann": {"skills": {"QA": {}}}}, "Ann lacks the skill BE"),
        ({"Ann": {"last": "2025-12-31"}}, "Ann is not employed"),
        (
            {"Ann": {"bau_share": 1}, "Ben": {"bau_share": 1}},
            "nobody on BE has hours",
        ),
    ],
)
def test_without_its_team_a_package_and_its_successors_deliver_nothing(
    edited, fields, reason
):
    answer = everything_slides(edited(**fields))
    assert answer.unstaffed == ("build",)
    assert answer.net_value == Interval.exactly(0)
    assert not answer.accepted
    assert reason in answer.notes[0].message
    assert answer.notes[1].code == "waits_in_vain"


def test_a_soft_link_waits_for_nobody_who_is_not_coming(edited, week):
    soft = [{"package": "build", "soft": True}]
    answer = everything_slides(
        edited(Ann={"skills": {"QA": {}}}, test={"predecessors": soft})
    )
    assert starts(answer, week) == {"test": (1, 1)}
    assert answer.net_value == Interval.exactly(50)


def test_what_ends_after_the_horizon_delivers_nothing_and_keeps_its_people(
    edited, week
):
    answer = everything_slides(edited(build={"earliest": week(8)}))
    assert starts(answer, week) == {"build": (8, 1), "test": (9, 1)}
    assert answer.net_value == Interval.exactly(0)
    assert {found.rule for found in answer.verdict.broken} == {"horizon"}


def test_a_predecessor_that_is_planned_later_is_placed_first(edited, week):
    answer = everything_slides(
        edited(
            build={"predecessors": ["test"], "earliest": None},
            test={"predecessors": []},
        )
    )
    assert starts(answer, week) == {"test": (1, 1), "build": (2, 1)}


def test_packages_without_a_plan_are_unstaffed_where_they_must_run(situation):
    twin = situation.portfolio.projects[0].replace(
        id="R",
        mandatory=True,
        packages=[situation.portfolio.projects[0].packages[0].replace(id="more")],
    )
    projects = (*situation.portfolio.projects, twin)
    changed = situation.replace(
        portfolio=situation.portfolio.replace(projects=projects)
    )
    answer = everything_slides(changed)
    assert answer.unstaffed == ("more",)
    optional = (*situation.portfolio.projects, twin.replace(mandatory=False))
    free = situation.replace(portfolio=situation.portfolio.replace(projects=optional))
    assert everything_slides(free).unstaffed == ()


def test_a_pool_keeps_its_length_and_whoever_of_it_is_left(edited, week):
    pool = {
        "staffing": "pool",
        "shortest": 1,
        "longest": 3,
        "demands": [{"skill": "BE", "effort": 40}],
    }
    answer = everything_slides(edited(build=pool, Ann={"skills": {"QA": {}}}))
    assert starts(answer, week)["build"] == (0, 1)
    hours = {
        row.engineer: sum(row.hours.values())
        for row in answer.plan.assignments
        if row.package == "build"
    }
    assert hours == {"Ben": 40}
    # People in pools are no team members: nobody waits for them.
    assert starts(answer, week)["test"] == (1, 1)
