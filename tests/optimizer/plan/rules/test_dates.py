"""When packages run: now, horizon, windows, deadlines, links and start locks."""

from datetime import date

import pytest

from optimizer.portfolio.work import Link, Package, PackageLocks
from tests.optimizer.plan.tiny import (
    bare,
    breaches,
    iso,
    messages,
    plan,
    portfolio,
    project,
    refused,
    week,
)

RUNNING = {"status": "running", "started": "2026-01-05"}
DONE = {"status": "done", "started": "2026-01-05", "finished": "2026-01-11"}


@pytest.mark.parametrize(
    ("start", "now", "found"),
    [
        pytest.param(3, 3, [], id="at now"),
        pytest.param(2, 3, [("A", iso(2), None, False)], id="before now"),
        pytest.param(0, None, [], id="in the first period"),
        pytest.param(-1, None, [("A", iso(-1), None, False)], id="before the timeline"),
        pytest.param(3, date(2026, 1, 20), [], id="now in mid-week rounds up"),
        pytest.param(
            2, date(2026, 1, 20), [("A", iso(2), None, False)], id="in the week of now"
        ),
        pytest.param(
            -1,
            date(2025, 12, 1),
            [("A", iso(-1), None, False)],
            id="now before the timeline",
        ),
    ],
)
def test_what_has_not_started_starts_at_now_or_later(start, now, found):
    work = portfolio(bare("A"))
    assert breaches("now", plan({"A": (start, 2)}), work, now=now) == found


def test_now_is_said_with_the_day_on_which_planning_starts():
    assert messages("now", plan({"A": (1, 2)}), portfolio(bare("A"), now=week(2))) == [
        "A has not started, but is planned to start on 2026-01-12, before 2026-01-19."
    ]


def test_the_argument_goes_before_the_now_of_the_portfolio():
    work = portfolio(bare("A"), now=week(4))
    assert breaches("now", plan({"A": (2, 2)}), work, now=2) == []
    assert breaches("now", plan({"A": (2, 2)}), work) == [("A", iso(2), None, False)]


def test_a_started_package_may_start_before_now():
    work = portfolio(bare("A", progress=RUNNING))
    assert breaches("now", plan({"A": (0, 2)}), work, now=1) == []


@pytest.mark.parametrize(
    ("start", "found"),
    [
        pytest.param(8, [], id="ends with the timeline"),
        pytest.param(9, [("A", iso(10), None, False)], id="ends a week after it"),
    ],
)
def test_a_package_ends_inside_the_timeline(start, found):
    answer, work = plan({"A": (start, 2)}), portfolio(bare("A"))

    assert breaches("horizon", answer, work) == found
    if found:
        assert messages("horizon", answer, work) == [
            "A ends 1 period(s) after the timeline, whose last period is 2026-03-09."
        ]


@pytest.mark.parametrize(
    ("field", "day", "start", "inside"),
    [
        pytest.param("earliest", week(3), 3, True, id="earliest on the Monday"),
        pytest.param("earliest", week(3), 2, False, id="a week before earliest"),
        pytest.param("earliest", date(2026, 1, 20), 3, True, id="earliest in mid-week"),
        pytest.param(
            "earliest", date(2026, 1, 20), 2, False, id="in the week of earliest"
        ),
        pytest.param(
            "latest", date(2026, 1, 29), 2, True, id="ends in the week of latest"
        ),
        pytest.param("latest", date(2026, 2, 1), 2, True, id="latest on the Sunday"),
        pytest.param(
            "latest", date(2026, 1, 25), 2, False, id="ends a week after latest"
        ),
    ],
)
def test_a_package_keeps_inside_its_own_window(field, day, start, inside):
    work = portfolio(bare("A", **{field: day}))
    at = start if field == "earliest" else start + 1
    found = [] if inside else [("A", iso(at), None, False)]
    assert breaches("windows", plan({"A": (start, 2)}), work) == found


@pytest.mark.parametrize(("start", "inside"), [(3, True), (2, False)])
def test_a_package_starts_after_the_release_of_its_project(start, inside):
    work = portfolio(project("P", bare("A"), release=date(2026, 1, 20)))
    found = [] if inside else [("A", iso(start), None, False)]
    assert breaches("windows", plan({"A": (start, 2)}), work) == found


def test_a_window_is_said_with_what_set_it():
    work = portfolio(
        project("P", bare("A", earliest=week(2), latest=week(0)), release=week(3))
    )
    assert messages("windows", plan({"A": (1, 2)}), work) == [
        "A starts on 2026-01-12, before the release of its project, 2026-01-26.",
        "A starts on 2026-01-12, before its earliest start, 2026-01-19.",
        "A ends in the period of 2026-01-19, after its latest day, 2026-01-05.",
    ]


def test_windows_of_a_started_package_are_not_applied():
    work = portfolio(
        project(
            "P",
            bare("A", earliest=week(2), latest=week(0), progress=RUNNING),
            release=week(3),
        )
    )
    assert breaches("windows", plan({"A": (0, 2)}), work, now=1) == []


@pytest.mark.parametrize(
    ("deadline", "found"),
    [
        pytest.param(date(2026, 1, 16), [], id="in the week of the deadline"),
        pytest.param(
            date(2026, 1, 11), [("A", iso(1), None, False)], id="a week after it"
        ),
        pytest.param(None, [], id="without a deadline"),
    ],
)
def test_a_selected_project_ends_by_its_deadline(deadline, found):
    work = portfolio(project("P", bare("A"), deadline=deadline))
    assert breaches("deadlines", plan({"A": (0, 2)}), work) == found


def test_a_deadline_is_said_with_its_project_and_passes_over_dropped_projects():
    work = portfolio(project("P", bare("A"), deadline=week(0)))

    assert messages("deadlines", plan({"A": (0, 2)}), work) == [
        "A ends in the period of 2026-01-12, after the deadline of P, 2026-01-05."
    ]
    assert messages("deadlines", plan({"A": (0, 2)}, selected=()), work) == []


def test_a_deadline_after_one_that_is_not_selected_still_counts():
    work = portfolio(
        project("Q", deadline=week(0)),
        project("P", bare("A"), deadline=week(0)),
    )
    assert len(breaches("deadlines", plan({"A": (0, 2)}), work)) == 1


def test_the_deadline_of_a_project_binds_its_running_packages_but_not_the_past():
    work = portfolio(
        project(
            "P",
            bare("A", progress=RUNNING),
            bare("B", 2, progress={**DONE, "finished": "2026-01-18"}),
            deadline=week(0),
        )
    )
    answer = plan({"A": (0, 2), "B": (0, 2)})
    assert breaches("deadlines", answer, work, now=2) == [
        ("A", iso(1), None, False),
        ("B", iso(1), None, True),
    ]


def follower(link_type, lag=0, *, soft=False, **fields):
    link = Link(package="A", type=link_type, lag=lag, soft=soft)
    return bare("B", 3, predecessors=(link,), **fields)


@pytest.mark.parametrize(
    ("link_type", "lag", "first"),
    [
        pytest.param("finish_start", 0, 4, id="starts at the end"),
        pytest.param("finish_start", 1, 5, id="starts a week after the end"),
        pytest.param("finish_start", -1, 3, id="starts a week before the end"),
        pytest.param("start_start", 0, 2, id="starts with it"),
        pytest.param("start_start", 2, 4, id="starts two weeks after its start"),
        pytest.param("finish_finish", 0, 1, id="ends with it"),
        pytest.param("finish_finish", 1, 2, id="ends a week after it"),
        pytest.param("start_finish", 2, 1, id="ends two weeks after its start"),
    ],
)
def test_a_link_holds_from_its_first_start_on_and_not_before(link_type, lag, first):
    work = portfolio(bare("A"), follower(link_type, lag))
    to_end = link_type.endswith("_finish")
    too_early = first - 1
    at = too_early + 3 if to_end else too_early

    assert breaches("links", plan({"A": (2, 2), "B": (first, 3)}), work) == []
    assert breaches("links", plan({"A": (2, 2), "B": (too_early, 3)}), work) == [
        ("B", iso(at), None, False)
    ]


def test_a_link_is_said_with_its_type_and_the_day_it_allows():
    work = portfolio(bare("A"), follower("finish_start", 1))
    assert messages("links", plan({"A": (0, 2), "B": (1, 3)}), work) == [
        "B starts at 2026-01-12, 2 period(s) before its finish_start link to A (lag 1) "
        "allows: 2026-01-26."
    ]
    work = portfolio(bare("A"), follower("finish_finish", 2))
    assert messages("links", plan({"A": (0, 2), "B": (0, 3)}), work) == [
        "B ends at 2026-01-26, 1 period(s) before its finish_finish link to A (lag 2) "
        "allows: 2026-02-02."
    ]


def test_a_link_to_a_package_that_nobody_knows_is_one_to_nothing_selected():
    work = portfolio(follower("finish_start"))
    assert messages("links", plan({"B": (0, 3)}), work) == [
        "B follows A, whose project is not selected."
    ]


@pytest.mark.parametrize("soft", [True, False])
def test_a_hard_link_needs_the_other_project_and_a_soft_one_does_not(soft):
    work = portfolio(
        project("Q", bare("A")), project("P", follower("finish_start", soft=soft))
    )
    answer = plan({"B": (0, 3)})

    assert breaches("links", answer, work) == ([] if soft else refused("B"))
    if not soft:
        assert messages("links", answer, work) == [
            "B follows A, whose project is not selected."
        ]


def test_a_soft_link_binds_where_both_projects_are_selected():
    work = portfolio(
        project("Q", bare("A")), project("P", follower("finish_start", soft=True))
    )
    answer = plan({"A": (0, 2), "B": (1, 3)}, selected=("P", "Q"))
    assert breaches("links", answer, work) == [("B", iso(1), None, False)]


def test_a_link_to_a_package_that_is_left_out_is_the_business_of_selection():
    work = portfolio(bare("A"), follower("finish_start"))
    answer = plan({"B": (0, 3)})

    assert breaches("links", answer, work) == []
    assert breaches("selection", answer, work) == refused("A")


def test_links_into_a_started_package_are_facts_and_links_out_of_it_bind():
    work = portfolio(bare("A"), follower("finish_start", progress=RUNNING))
    assert breaches("links", plan({"A": (2, 2), "B": (0, 3)}), work, now=1) == []
    work = portfolio(bare("A", progress=RUNNING), follower("finish_start"))
    assert breaches("links", plan({"A": (0, 2), "B": (1, 3)}), work, now=1) == [
        ("B", iso(1), None, False)
    ]


def test_every_link_of_a_package_is_checked():
    links = (Link(package="A", soft=True), Link(package="C"), Link(package="D"))
    work = portfolio(
        project("Q", bare("A")),
        project(
            "P", Package(id="B", duration=1, predecessors=links), bare("C"), bare("D")
        ),
    )
    answer = plan({"B": (0, 1), "C": (0, 2), "D": (0, 2)})
    assert len(breaches("links", answer, work)) == 2


@pytest.mark.parametrize(
    ("lock", "start", "kept"),
    [
        pytest.param("start_on", 2, True, id="on the day"),
        pytest.param("start_on", 1, False, id="before the day"),
        pytest.param("start_on", 3, False, id="after the day"),
        pytest.param("start_from", 2, True, id="from the day"),
        pytest.param("start_from", 3, True, id="later than from"),
        pytest.param("start_from", 1, False, id="before from"),
        pytest.param("start_until", 2, True, id="until the day"),
        pytest.param("start_until", 1, True, id="earlier than until"),
        pytest.param("start_until", 3, False, id="after until"),
    ],
)
def test_a_locked_start_means_the_period_that_holds_the_day(lock, start, kept):
    wednesday = date(2026, 1, 21)
    work = portfolio(bare("A", locks=PackageLocks(**{lock: wednesday})))
    answer = plan({"A": (start, 2)})

    assert breaches("start_locks", answer, work) == (
        [] if kept else [("A", iso(start), None, False)]
    )
    if not kept:
        word = lock.removeprefix("start_")
        assert messages("start_locks", answer, work) == [
            f"A starts on {iso(start)}, but is locked to start {word} 2026-01-21."
        ]


def test_the_start_lock_of_a_started_package_is_not_applied():
    lock = PackageLocks(start_on=week(2))
    work = portfolio(bare("A", locks=lock, progress=RUNNING), bare("B", locks=lock))
    answer = plan({"A": (0, 2), "B": (1, 2)})
    assert breaches("start_locks", answer, work, now=1) == [("B", iso(1), None, False)]
