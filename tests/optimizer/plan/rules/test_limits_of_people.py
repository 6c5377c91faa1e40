"""What one person can do at one time."""

from decimal import Decimal

import pytest

from tests.optimizer.plan.tiny import (
    away,
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
)

RUNNING = {"status": "running", "started": "2026-01-05"}


def ann(number, hours=None, *, fact=False):
    return ("Ann", iso(number), hours, fact)


@pytest.mark.parametrize(
    ("person", "hours", "found"),
    [
        pytest.param({}, {0: 40, 1: 40}, [], id="all available hours"),
        pytest.param({}, {0: 40, 1: 40.01}, [(1, 0.01)], id="a hundredth more"),
        pytest.param(
            {"overtime_limit": Decimal("0.1")}, {0: 44, 1: 44}, [], id="with overtime"
        ),
        pytest.param(
            {"overtime_limit": Decimal("0.1")},
            {0: 44, 1: 45},
            [(1, 1)],
            id="beyond overtime",
        ),
        pytest.param(
            {"bau_share": Decimal("0.2")},
            {0: 32, 1: 33},
            [(1, 1)],
            id="less run-the-business",
        ),
        pytest.param(
            {"absences": (away(1),)}, {0: 40, 1: 1}, [(1, 1)], id="while away"
        ),
    ],
)
def test_nobody_works_more_than_they_can(person, hours, found):
    work = portfolio(pool("A"), people=(engineer("Ann", **person), "Ben"))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): hours})
    assert breaches("working_capacity", answer, work) == [ann(p, h) for p, h in found]


def test_hours_of_teams_and_pools_add_up():
    work = portfolio(
        fixed("A", 1, asks=[demand(share=Decimal("0.5"))]), pool("B", 21, 1)
    )
    answer = plan(
        {"A": (0, 1), "B": (0, 1)}, {("A", "Ann"): {0: 20}, ("B", "Ann"): {0: 21}}
    )

    assert breaches("working_capacity", answer, work) == [ann(0, 1.0)]
    assert messages("working_capacity", answer, work) == [
        "Ann works 41.00 h and can work 40.00 h."
    ]


def test_too_much_work_before_now_is_a_fact():
    work = portfolio(pool("A", 100, progress=RUNNING))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): {0: 50, 1: 50}})
    assert breaches("working_capacity", answer, work, now=1) == [
        ann(0, 10.0, fact=True),
        ann(1, 10.0),
    ]


def halves(*shares):
    return [
        fixed(name, asks=[demand(share=Decimal(share))])
        for name, share in zip("ABC", shares, strict=False)
    ]


@pytest.mark.parametrize(
    ("shares", "starts", "found"),
    [
        pytest.param(("0.5", "0.5"), (0, 0), [], id="two halves"),
        pytest.param(("0.5", "0.5001"), (0, 0), [0, 1], id="a little more than one"),
        pytest.param(("0.5", "0.5001"), (0, 1), [1], id="where they overlap"),
        pytest.param(("1", "1"), (0, 2), [], id="one after the other"),
        pytest.param(("0.3", "0.3", "0.5"), (0, 0, 1), [1], id="three"),
    ],
)
def test_shares_add_up_to_one_at_the_most(shares, starts, found):
    packages = halves(*shares)
    work = portfolio(*packages, people=(engineer("Ann", max_team_packages=3),))
    runs = {p.id: (start, 2) for p, start in zip(packages, starts, strict=True)}
    staff = {(p.id, "Ann"): None for p in packages}
    assert breaches("team_shares", plan(runs, staff), work) == [ann(at) for at in found]


def test_shares_are_said_in_per_cent_and_before_now_they_are_facts():
    first, second = halves("0.5", "0.75")
    work = portfolio(first.replace(progress=RUNNING), second.replace(progress=RUNNING))
    answer = plan({"A": (0, 2), "B": (0, 2)}, {("A", "Ann"): None, ("B", "Ann"): None})

    assert breaches("team_shares", answer, work, now=1) == [ann(0, fact=True), ann(1)]
    assert messages("team_shares", answer, work, now=1)[0] == (
        "Ann gives 125.00% to teams at one time; 100 % is the most."
    )


@pytest.mark.parametrize(
    ("most", "starts", "found"),
    [
        pytest.param(1, (0, 2, 4), [], id="one after the other"),
        pytest.param(1, (0, 1, 3), [1], id="two at one time"),
        pytest.param(2, (0, 1, 3), [], id="two are allowed"),
        pytest.param(2, (0, 1, 1), [1], id="three are not"),
    ],
)
def test_team_packages_at_one_time_are_limited(most, starts, found):
    packages = halves("0.1", "0.1", "0.1")
    work = portfolio(*packages, people=(engineer("Ann", max_team_packages=most),))
    runs = {p.id: (start, 2) for p, start in zip(packages, starts, strict=True)}
    staff = {(p.id, "Ann"): None for p in packages}
    assert breaches("team_packages", plan(runs, staff), work) == [
        ann(at) for at in found
    ]


def test_a_member_without_hours_is_still_on_the_team():
    work = portfolio(*halves("0.1", "0.1"))
    answer = plan({"A": (0, 2), "B": (1, 2)}, {("A", "Ann"): {}, ("B", "Ann"): {}})

    assert breaches("team_packages", answer, work) == [ann(1)]
    assert messages("team_packages", answer, work) == [
        "Ann is on 2 teams at one time: A, B; 1 may be."
    ]


def test_two_demands_of_one_package_are_one_team_package():
    asks = [demand(share=Decimal("0.5")), demand(id="lead", share=Decimal("0.5"))]
    work = portfolio(fixed("A", asks=asks))
    answer = plan({"A": (0, 2)}, {("A", "Ann"): None, ("A", "Ann", "lead"): None})
    assert breaches("team_packages", answer, work) == []


def test_pools_are_no_team_packages_and_the_past_is_fact():
    work = portfolio(
        fixed("A", progress=RUNNING), effort("B", 80, progress=RUNNING), pool("C")
    )
    staff = {("A", "Ann"): None, ("B", "Ann"): None, ("C", "Ann"): {1: 1}}
    answer = plan({"A": (0, 2), "B": (0, 3), "C": (1, 2)}, staff)
    assert breaches("team_packages", answer, work, now=1) == [
        ann(0, fact=True),
        ann(1),
    ]


@pytest.mark.parametrize(
    ("most", "found"),
    [pytest.param(3, [], id="three"), pytest.param(2, [1], id="one too many")],
)
def test_packages_that_give_hours_at_one_time_are_limited(most, found):
    packages = [fixed("A", asks=[demand(share=Decimal("0.1"))]), pool("B"), pool("C")]
    work = portfolio(*packages, people=(engineer("Ann", max_packages=most), "Ben"))
    staff = {("A", "Ann"): None, ("B", "Ann"): {0: 1, 1: 1}, ("C", "Ann"): {1: 1, 2: 1}}
    answer = plan({"A": (0, 2), "B": (0, 2), "C": (1, 2)}, staff)

    assert breaches("parallel_packages", answer, work) == [ann(at) for at in found]
    if found:
        assert messages("parallel_packages", answer, work) == [
            "Ann works on 3 packages at one time: A, B, C; 2 may be."
        ]


def test_packages_without_hours_do_not_count_and_the_past_is_fact():
    person = engineer("Ann", max_packages=1)
    packages = [pool(name, progress=RUNNING) for name in "ABC"]
    work = portfolio(*packages, people=(person,))
    staff = {("A", "Ann"): {0: 1, 1: 1}, ("B", "Ann"): {0: 1}, ("C", "Ann"): {}}
    answer = plan(dict.fromkeys("ABC", (0, 2)), staff)

    assert breaches("parallel_packages", answer, work, now=1) == [ann(0, fact=True)]
    assert breaches("parallel_packages", answer, work, now=0) == [ann(0)]


def test_two_demands_of_one_pool_are_one_package():
    asks = [demand(effort=2), demand(id="lead", effort=2)]
    work = portfolio(pool("A", asks=asks), people=(engineer("Ann", max_packages=1),))
    staff = {("A", "Ann"): {0: 1, 1: 1}, ("A", "Ann", "lead"): {0: 1, 1: 1}}
    assert breaches("parallel_packages", plan({"A": (0, 2)}, staff), work) == []
