"""How long pools take and how their hours are spread."""

import pytest

from tests.optimizer.plan.tiny import (
    breaches,
    demand,
    effort,
    engineer,
    iso,
    messages,
    plan,
    pool,
    portfolio,
)

RUNNING = {"status": "running", "started": "2026-01-05"}


def at(number, hours=None, *, fact=False):
    return ("A", iso(number), hours, fact)


@pytest.mark.parametrize(
    ("fields", "fits"),
    [
        pytest.param({"duration": 3}, {3}, id="the duration"),
        pytest.param({"shortest": 2, "longest": 4}, {2, 3, 4}, id="the range"),
        pytest.param({"shortest": 2, "longest": 2}, {2}, id="a range of one length"),
        pytest.param({"shortest": 3}, {3}, id="the shortest alone"),
    ],
)
def test_a_pool_keeps_its_duration_or_range(fields, fits):
    work = portfolio(pool("A", 60, **fields))
    for length in range(1, 6):
        found = breaches("pool_duration", plan({"A": (1, length)}), work)
        assert found == ([] if length in fits else [at(1 + length)])


def test_a_range_is_said_with_the_length_that_would_be_right():
    work = portfolio(pool("A", 60, shortest=2, longest=4))
    assert messages("pool_duration", plan({"A": (1, 1)}), work) == [
        "A has 1 period(s), at least 2 are needed."
    ]
    assert messages("pool_duration", plan({"A": (1, 5)}), work) == [
        "A has 5 period(s), at most 4 are allowed."
    ]


@pytest.mark.parametrize(
    ("fields", "now", "ends"),
    [
        pytest.param({"duration": 4}, 2, {4}, id="at its planned end"),
        pytest.param(
            {"duration": 2}, 3, {4}, id="a period after now, where it is over"
        ),
        pytest.param(
            {"duration": 3}, 3, {4}, id="a period after now, where it would be over"
        ),
        pytest.param(
            {"shortest": 2, "longest": 5}, 3, {4, 5}, id="in the range, after now"
        ),
        pytest.param({"shortest": 4, "longest": 5}, 1, {4, 5}, id="in the range"),
        pytest.param({"shortest": 1, "longest": 2}, 3, {4}, id="its range is over"),
    ],
)
def test_a_running_pool_ends_after_now(fields, now, ends):
    work = portfolio(pool("A", 60, progress=RUNNING, **fields))
    for end in range(1, 7):
        found = breaches("pool_duration", plan({"A": (0, end)}), work, now=now)
        assert found == ([] if end in ends else [at(end)])


@pytest.mark.parametrize(
    ("hours", "ann", "ben", "found"),
    [
        pytest.param(60, {1: 30, 2: 30}, {}, [], id="one person"),
        pytest.param(60, {1: 30}, {2: 30}, [], id="one after the other"),
        pytest.param(60, {1: 10, 2: 30}, {1: 20}, [], id="two in one period"),
        pytest.param(
            60, {1: 30, 2: 29.99}, {}, [(2, 0.01)], id="a hundredth too little"
        ),
        pytest.param(
            60, {1: 30, 2: 30}, {2: 0.01}, [(2, 0.01)], id="a hundredth too much"
        ),
        pytest.param(60, {1: 30}, {}, [(2, 30)], id="nothing in a period"),
        pytest.param(60, {1: 30, 2: 30, 3: 5}, {}, [(3, 5)], id="hours after the end"),
        pytest.param(
            60, {0: 5, 1: 30, 2: 30}, {}, [(0, 5)], id="hours before the start"
        ),
        pytest.param(0.01, {2: 0.01}, {}, [], id="the odd hundredth comes last"),
        pytest.param(
            0.01, {1: 0.01}, {}, [(1, 0.01), (2, 0.01)], id="the odd hundredth first"
        ),
        pytest.param(0.03, {1: 0.01, 2: 0.02}, {}, [], id="floor by floor"),
    ],
)
def test_a_pool_gets_exactly_the_hours_of_each_period(hours, ann, ben, found):
    work = portfolio(pool("A", hours))
    answer = plan({"A": (1, 2)}, {("A", "Ann"): ann, ("A", "Ben"): ben})
    assert breaches("pool_hours", answer, work) == [at(p, h) for p, h in found]


def test_demands_of_a_pool_count_apart_and_share_people():
    asks = [demand(effort=20), demand("dev", id="lead", effort=10)]
    work = portfolio(pool("A", duration=1, asks=asks))
    right = {("A", "Ann"): {0: 20}, ("A", "Ann", "lead"): {0: 10}}
    swapped = {("A", "Ann"): {0: 10}, ("A", "Ann", "lead"): {0: 20}}

    assert breaches("pool_hours", plan({"A": (0, 1)}, right), work) == []
    assert messages("pool_hours", plan({"A": (0, 1)}, swapped), work) == [
        "A (dev) has 10.00 h and needs 20.00 h in this period.",
        "A (lead) has 20.00 h and needs 10.00 h in this period.",
    ]


@pytest.mark.parametrize(
    ("remaining", "hours", "found"),
    [
        pytest.param({"dev": 30}, {2: 15, 3: 15}, [], id="as it says"),
        pytest.param({"dev": 30}, {2: 15, 3: 14}, [(3, 1)], id="an hour too little"),
        pytest.param({"dev": 30}, {0: 99, 2: 15, 3: 15}, [], id="whatever came before"),
        pytest.param({}, {2: 30, 3: 30}, [], id="planned, where no hours are known"),
        pytest.param({"dev": 0}, {}, [], id="nothing remains"),
    ],
)
def test_a_running_pool_spreads_what_remains_from_now_to_its_end(
    remaining, hours, found
):
    progress = {**RUNNING, "remaining_effort": remaining}
    work = portfolio(pool("A", 60, 4, progress=progress))
    answer = plan({"A": (0, 4)}, {("A", "Ann"): hours})
    assert breaches("pool_hours", answer, work, now=2) == [at(p, h) for p, h in found]


def test_hours_of_a_done_pool_after_now_are_wrong():
    done = {"status": "done", "started": "2026-01-05", "finished": "2026-01-18"}
    work = portfolio(pool("A", progress=done))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 20, 2: 10}})
    assert breaches("pool_hours", answer, work, now=2) == [at(2, 10.0)]


def test_hours_of_a_planned_pool_before_now_are_facts():
    work = portfolio(pool("A"))
    answer = plan({"A": (1, 2)}, {("A", "Ann"): {1: 20, 2: 20}})
    assert breaches("pool_hours", answer, work, now=2) == [
        at(1, 10.0, fact=True),
        at(2, 10.0),
    ]


def test_other_staffings_have_no_pool_hours():
    work = portfolio(effort("A", 40), people=(engineer("Ann"),))
    answer = plan({"A": (0, 1)}, {("A", "Ann"): {0: 39}})
    assert breaches("pool_hours", answer, work) == []
    assert (
        breaches("pool_duration", plan({"A": (0, 3)}, {("A", "Ann"): {0: 39}}), work)
        == []
    )
