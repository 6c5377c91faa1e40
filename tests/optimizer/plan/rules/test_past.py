"""What has happened, and what is frozen: progress and freeze."""

from decimal import Decimal

import pytest

from optimizer.plan import check
from optimizer.portfolio.people import Skill
from optimizer.portfolio.work import Mode
from tests.optimizer.plan.tiny import (
    away,
    bare,
    breaches,
    demand,
    effort,
    engineer,
    fixed,
    iso,
    messages,
    plan,
    pool,
    portfolio,
    project,
    team,
    week,
)

RUNNING = {"status": "running", "started": "2026-01-05"}
DONE = {"status": "done", "started": "2026-01-05", "finished": "2026-01-14"}
MODES = (Mode(id="slow", duration=4), Mode(id="fast", duration=2))


@pytest.mark.parametrize(
    ("progress", "run", "found"),
    [
        pytest.param(RUNNING, (0, 4), [], id="running from its start"),
        pytest.param(
            RUNNING,
            (1, 3),
            ["A started on 2026-01-05, the plan says 2026-01-12."],
            id="running from another start",
        ),
        pytest.param(DONE, (0, 2), [], id="done as it was"),
        pytest.param(
            DONE,
            (0, 3),
            ["A was done before 2026-01-19, the plan says before 2026-01-26."],
            id="done later than it was",
        ),
        pytest.param(
            DONE,
            (0, 1),
            ["A was done before 2026-01-19, the plan says before 2026-01-12."],
            id="done earlier than it was",
        ),
        pytest.param(
            {"status": "planned", "started": "2026-01-05"}, (3, 4), [], id="planned"
        ),
        pytest.param(
            {"status": "done", "started": "2026-01-05"},
            (0, 0),
            [],
            id="a milestone that is done",
        ),
    ],
)
def test_start_and_end_that_are_facts_are_kept(progress, run, found):
    work = portfolio(bare("A", 4, progress=progress))
    assert messages("progress", plan({"A": run}), work, now=2) == found
    assert {b[0] for b in breaches("progress", plan({"A": run}), work, now=2)} == (
        {"A"} if found else set()
    )


def test_breaches_of_facts_name_the_period_of_the_plan():
    work = portfolio(bare("A", 4, progress=DONE))
    assert breaches("progress", plan({"A": (1, 2)}), work, now=3) == [
        ("A", iso(1), None, False),
        ("A", iso(3), None, False),
    ]


def test_the_mode_of_a_started_package_is_kept():
    work = portfolio(bare("A", None, modes=MODES, progress={**RUNNING, "mode": "fast"}))
    assert messages("progress", plan({"A": (0, 2, "fast")}), work, now=1) == []
    assert messages("progress", plan({"A": (0, 4, "slow")}), work, now=1) == [
        "A runs in mode fast, the plan says slow."
    ]
    assert breaches("progress", plan({"A": (0, 4, "slow")}), work, now=1) == [
        ("A", None, None, False)
    ]


TEAM = [{"engineer": "Ann", "demand": "dev"}]


@pytest.mark.parametrize("kind", [fixed, effort])
@pytest.mark.parametrize(
    ("people", "found"),
    [
        pytest.param(("Ann",), [], id="the same"),
        pytest.param(
            ("Ann", "Ben"),
            ["Ben joins A (dev), which has started and keeps its team."],
            id="one more",
        ),
        pytest.param(
            (),
            ["Ann leaves A (dev), which has started and keeps its team."],
            id="nobody",
        ),
    ],
)
def test_the_team_of_a_running_package_is_kept(kind, people, found):
    work = portfolio(kind("A", progress={**RUNNING, "team": TEAM}))
    answer = plan({"A": (0, 2)}, {("A", p): {} for p in people})
    assert messages("progress", answer, work, now=1) == found
    assert breaches("progress", answer, work, now=1) == [
        ("A", None, None, False)
    ] * len(found)


def test_the_team_of_a_done_package_is_a_fact_and_that_of_a_pool_is_free():
    work = portfolio(
        fixed("A", progress={**DONE, "team": TEAM}),
        pool("B", progress={**RUNNING, "team": TEAM}),
    )
    answer = plan({"A": (0, 2), "B": (0, 3)}, {("B", "Ben"): {2: 60}})
    assert breaches("progress", answer, work, now=2) == [("A", None, None, True)]


def test_an_unknown_team_may_be_anybody():
    work = portfolio(fixed("A", progress=RUNNING))
    assert (
        breaches("progress", plan({"A": (0, 2)}, {("A", "Ben"): {}}), work, now=1) == []
    )


def test_members_change_demands_by_leaving_and_joining():
    asks = [demand(), demand(id="lead")]
    work = portfolio(fixed("A", asks=asks, progress={**RUNNING, "team": TEAM}))
    answer = plan({"A": (0, 2)}, {("A", "Ann", "lead"): {}})
    assert messages("progress", answer, work, now=1) == [
        "Ann leaves A (dev), which has started and keeps its team.",
        "Ann joins A (lead), which has started and keeps its team.",
    ]


@pytest.fixture
def baseline():
    """Ann on A in weeks 0 to 2, Ben on B from week 2 on."""
    return plan({"A": (0, 3), "B": (2, 2)}, team("A", "Ann") | team("B", "Ben"))


def test_what_the_running_plan_starts_before_now_is_a_fact(baseline):
    work = portfolio(fixed("A", 3), fixed("B"))

    assert breaches("progress", baseline, work, baseline, now=1) == []
    later = plan({"A": (1, 3), "B": (2, 2)}, team("A", "Ann") | team("B", "Ben"))
    assert breaches("progress", later, work, baseline, now=1)[0] == (
        "A",
        iso(1),
        None,
        False,
    )
    other = plan({"A": (0, 3), "B": (2, 2)}, team("A", "Ben") | team("B", "Ann"))
    assert messages("progress", other, work, baseline, now=1)[:2] == [
        "Ann leaves A (dev), which has started and keeps its team.",
        "Ben joins A (dev), which has started and keeps its team.",
    ]


def test_what_the_running_plan_starts_at_now_is_free(baseline):
    work = portfolio(fixed("A", 3), fixed("B"))
    answer = plan({"A": (0, 3), "B": (5, 2)}, team("A", "Ann") | team("B", "Ann"))
    assert breaches("progress", answer, work, baseline, now=2) == []
    assert breaches("progress", answer, work, baseline, now=3) != []


@pytest.mark.parametrize(("now", "done"), [(2, False), (3, True)])
def test_what_the_running_plan_ends_at_or_before_now_is_done(baseline, now, done):
    work = portfolio(fixed("A", 3), fixed("B"))
    longer = plan({"A": (0, 4), "B": (2, 2)}, team("A", "Ann") | team("B", "Ben"))
    ends = [
        b
        for b in breaches("progress", longer, work, baseline, now=now)
        if b[1] == iso(4)
    ]
    assert bool(ends) is done


def test_progress_goes_before_the_running_plan(baseline):
    started = {
        "status": "running",
        "started": week(1),
        "team": [{"engineer": "Ben", "demand": "dev"}],
    }
    work = portfolio(fixed("A", 3, progress=started), fixed("B"))
    answer = plan(
        {"A": (1, 3), "B": (4, 2)}, {("A", "Ben"): {2: 40, 3: 40}, ("B", "Ben"): None}
    )
    assert breaches("progress", answer, work, baseline, now=2) == []


def test_progress_that_says_planned_goes_before_the_running_plan(baseline):
    planned = {"status": "planned", "started": week(0)}
    work = portfolio(fixed("A", 3, progress=planned), fixed("B"))
    answer = plan({"A": (4, 3), "B": (2, 2)}, team("A", "Ann") | team("B", "Ben"))
    assert breaches("progress", answer, work, baseline, now=1) == []
    assert breaches("now", answer, work, baseline, now=1) == []


def test_hours_before_now_are_those_of_the_running_plan(baseline):
    work = portfolio(fixed("A", 3), fixed("B"))
    staff = {("A", "Ann"): {0: 40, 1: 30, 2: 40}, ("B", "Ben"): None}
    answer = plan({"A": (0, 3), "B": (2, 2)}, staff)

    assert breaches("progress", answer, work, baseline, now=2) == [
        ("A", iso(1), 10.0, True)
    ]
    assert messages("progress", answer, work, baseline, now=2) == [
        "Ann has 30.00 h before now on A (dev); planned were 40.00 h."
    ]
    assert breaches("progress", answer, work, baseline, now=1) == []


def test_without_a_running_plan_nothing_is_known_of_hours_before_now():
    work = portfolio(fixed("A", progress={**RUNNING, "team": TEAM}))
    assert (
        breaches("progress", plan({"A": (0, 2)}, {("A", "Ann"): {1: 40}}), work, now=1)
        == []
    )
    assert breaches(
        "progress", plan({"A": (0, 2)}, {("A", "Ann"): {0: 8, 1: 40}}), work, now=1
    ) == [("A", iso(0), 8.0, True)]


def test_effort_that_remains_is_planned_less_done_by_speed():
    slow = engineer("Ann", skills={"dev": Skill(speed=Decimal("0.5"))})
    work = portfolio(effort("A", 80), people=(slow,))
    baseline = plan({"A": (0, 4)}, team("A", "Ann"))
    for end in range(2, 7):
        answer = plan({"A": (0, end)}, team("A", "Ann"))
        late = breaches("effort_duration", answer, work, baseline, now=1)
        assert (late == []) is (end == 4)


def test_hours_worked_in_a_pool_count_as_hours_whatever_the_speed():
    fast = engineer("Ann", skills={"dev": Skill(speed=2)})
    work = portfolio(pool("A", 60, 3), people=(fast,))
    baseline = plan({"A": (0, 3)}, {("A", "Ann"): {0: 10, 1: 10, 2: 40}})
    answer = plan({"A": (0, 3)}, {("A", "Ann"): {0: 10, 1: 25, 2: 25}})
    assert breaches("pool_hours", answer, work, baseline, now=1) == []
    assert breaches("progress", answer, work, baseline, now=1) == []


def test_only_hours_on_the_same_demand_count():
    asks = [demand(effort=40), demand(id="lead", effort=40)]
    work = portfolio(pool("A", duration=2, asks=asks))
    baseline = plan(
        {"A": (0, 2)}, {("A", "Ann"): {0: 40}, ("A", "Ann", "lead"): {1: 40}}
    )
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 40}, ("A", "Ann", "lead"): {1: 40}})
    assert breaches("pool_hours", answer, work, baseline, now=1) == []


def test_more_done_than_planned_leaves_nothing():
    work = portfolio(pool("A", 20, 2))
    baseline = plan({"A": (0, 2)}, {("A", "Ann"): {0: 30}})
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 30}})
    assert breaches("pool_hours", answer, work, baseline, now=1) == []


def test_hours_of_somebody_who_is_gone_still_count():
    work = portfolio(effort("A", 80), people=("Ann",))
    baseline = plan({"A": (0, 1)}, {("A", "Ann"): {0: 20}, ("A", "Gone"): {0: 40}})
    baseline = baseline.replace(packages=(baseline.packages[0].replace(periods=2),))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 20, 1: 20}})
    assert breaches("effort_duration", answer, work, baseline, now=1) == []
    assert breaches("effort_hours", answer, work, baseline, now=1) == []
    assert breaches("progress", answer, work, baseline, now=1) == []


FROZEN = {"freeze_until": week(4)}


@pytest.mark.parametrize(
    ("start", "found"),
    [
        pytest.param(2, [], id="keeps its start"),
        pytest.param(
            3,
            ["B is frozen until 2026-02-02, but moves from 2026-01-19 to 2026-01-26."],
            id="moves",
        ),
    ],
)
def test_a_frozen_package_keeps_its_start(baseline, start, found):
    work = portfolio(fixed("A", 3), fixed("B"), **FROZEN)
    answer = plan({"A": (0, 3), "B": (start, 2)}, team("A", "Ann") | team("B", "Ben"))
    assert messages("freeze", answer, work, baseline, now=1) == found
    assert breaches("freeze", answer, work, baseline, now=1) == [
        ("B", iso(2), None, False)
    ] * len(found)


@pytest.mark.parametrize(
    ("until", "frozen"),
    [
        pytest.param(week(3), True, id="the period before"),
        pytest.param(week(2), False, id="the same period"),
        pytest.param(week(2).replace(day=20), True, id="in mid-week rounds up"),
        pytest.param(None, False, id="nothing is frozen"),
    ],
)
def test_what_starts_before_the_freeze_date_is_frozen(baseline, until, frozen):
    work = portfolio(fixed("A", 3), fixed("B"), freeze_until=until)
    answer = plan({"A": (0, 3), "B": (6, 2)}, team("A", "Ann") | team("B", "Ben"))
    assert bool(breaches("freeze", answer, work, baseline, now=1)) is frozen
    assert breaches("freeze", answer, work, None, now=1) == []


def test_what_has_started_or_is_dropped_is_not_frozen(baseline):
    work = portfolio(project("P", fixed("A", 3)), project("Q", fixed("B")), **FROZEN)
    answer = plan({"A": (1, 3)}, team("A", "Ben"))
    assert breaches("freeze", answer, work, baseline, now=1) == []


def test_what_should_have_started_but_did_not_is_not_frozen(baseline):
    planned = {"status": "planned", "started": week(0)}
    work = portfolio(fixed("A", 3, progress=planned), fixed("B"), **FROZEN)
    answer = plan({"A": (5, 3), "B": (2, 2)}, team("A", "Ann") | team("B", "Ben"))
    assert breaches("freeze", answer, work, baseline, now=1) == []
    assert breaches("freeze", answer, work, baseline, now=0) != []


def test_a_frozen_team_is_kept(baseline):
    work = portfolio(fixed("A", 3), fixed("B"), **FROZEN)
    answer = plan({"A": (0, 3), "B": (2, 2)}, team("A", "Ann") | team("B", "Ann"))
    assert messages("freeze", answer, work, baseline, now=1) == [
        "B is frozen until 2026-02-02, but Ann joins it (dev).",
        "B is frozen until 2026-02-02, but Ben leaves it (dev).",
    ]


def test_a_frozen_mode_is_kept():
    work = portfolio(bare("B", None, modes=MODES), **FROZEN)
    baseline = plan({"B": (2, 2, "fast")})
    assert messages("freeze", plan({"B": (2, 4, "slow")}), work, baseline, now=1) == [
        "B is frozen until 2026-02-02, but changes from mode fast to slow.",
        "B is frozen until 2026-02-02, but lasts 4 period(s) in place of 2.",
    ]


def test_a_frozen_pool_keeps_its_length_but_not_its_people():
    work = portfolio(pool("B", 60, shortest=1, longest=3), **FROZEN)
    baseline = plan({"B": (2, 2)}, {("B", "Ann"): {2: 30, 3: 30}})
    same = plan({"B": (2, 2)}, {("B", "Ben"): {2: 30, 3: 30}})
    longer = plan({"B": (2, 3)}, {("B", "Ann"): {2: 20, 3: 20, 4: 20}})

    assert messages("freeze", same, work, baseline, now=1) == []
    assert messages("freeze", longer, work, baseline, now=1) == [
        "B is frozen until 2026-02-02, but lasts 3 period(s) in place of 2."
    ]


def test_a_paused_team_is_reported_without_being_a_breach():
    ann = engineer("Ann", absences=(away(2),))
    work = portfolio(fixed("A", 4, progress={**RUNNING, "team": TEAM}), people=(ann,))
    verdict = check(plan({"A": (0, 5)}, team("A", "Ann")), work, now=week(1))

    assert verdict.accepted
    assert [(w.code, w.where, w.message) for w in verdict.warnings] == [
        (
            "paused",
            "packages/A",
            "A pauses in the period of 2026-01-19, because a member of its team is absent.",
        )
    ]
