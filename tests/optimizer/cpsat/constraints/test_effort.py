"""An effort-driven team takes the fewest whole periods in which its hours add up."""

from datetime import timedelta
from decimal import Decimal

import pytest

from optimizer.cpsat.constraints import effort as rule
from optimizer.portfolio.people import Skill
from tests.optimizer.cpsat.deciding import decide, possible, posted, solved
from tests.optimizer.plan.tiny import away, demand, effort, engineer, portfolio, week


def at_speed(name, speed, **fields):
    return engineer(
        name, **{"skills": {"dev": Skill(speed=Decimal(str(speed)))}, **fields}
    )


def lengths_allowed(work, team, start=0):
    decisions = {"starts": {"A": start}, "teams": {"A": team}}
    return [
        length
        for length in range(1, 10)
        if possible(work, rule, lengths={"A": length}, **decisions)
    ]


@pytest.mark.parametrize(
    ("hours", "team", "length"),
    [
        (40, ("Ann",), 1),
        (Decimal("40.01"), ("Ann",), 2),
        (120, ("Ann",), 3),
        (120, ("Ben",), 6),
        (120, ("Ann", "Ben"), 2),
        (1, ("Ann", "Ben"), 1),
        (0, ("Ann",), 1),
    ],
)
def test_a_length_follows_from_effort_and_team(hours, team, length):
    people = [at_speed("Ann", 1), at_speed("Ben", 0.5)]
    work = portfolio(effort("A", hours), people=people)
    assert lengths_allowed(work, team) == [length]


@pytest.mark.parametrize(
    ("start", "team", "length"),
    [
        (0, ("Ann",), 2),
        (1, ("Ann",), 4),
        (5, ("Ann",), 2),
        (1, ("Ann", "Ben"), 4),
        (2, ("Ann", "Ben"), 4),
        (3, ("Ann", "Ben"), 3),
    ],
)
def test_a_leave_lengthens_what_it_falls_into(start, team, length):
    """Ann is away in weeks 2 and 3; Ben is there, at a quarter of her speed."""
    people = [at_speed("Ann", 1, absences=(away(2, 3),)), at_speed("Ben", 0.25)]
    work = portfolio(effort("A", 80), people=people)
    assert lengths_allowed(work, team, start) == [length]


def test_a_team_that_never_gets_there_is_impossible():
    work = portfolio(
        effort("A", 120), people=[at_speed("Ann", 1), at_speed("Ben", 0.1)]
    )
    assert lengths_allowed(work, ("Ben",)) == []


@pytest.mark.parametrize(("start", "allowed"), [(0, True), (2, False), (4, True)])
def test_somebody_has_hours_in_the_first_period(start, allowed):
    people = [at_speed("Ann", 1, absences=(away(2, 3),))]
    work = portfolio(effort("A", 40), people=people)
    assert bool(lengths_allowed(work, ("Ann",), start)) is allowed


@pytest.mark.parametrize(
    ("hours", "allowed"),
    [pytest.param(80, False, id="done before Ben comes"), (130, True)],
)
def test_every_member_has_hours_while_the_effort_is_done(hours, allowed):
    people = [at_speed("Ann", 1), at_speed("Ben", 1, absences=(away(0, 1),))]
    work = portfolio(effort("A", hours), people=people)
    assert bool(lengths_allowed(work, ("Ann", "Ben"))) is allowed


def test_shares_and_overtime_change_the_hours():
    half = portfolio(
        effort("A", asks=[demand(effort=80, share=Decimal("0.5"))]), people=["Ann"]
    )
    assert lengths_allowed(half, ("Ann",)) == [4]
    keen = engineer("Ann", overtime_limit=Decimal("0.25"))
    work = portfolio(effort("A", 100, overtime=True), people=[keen])
    assert lengths_allowed(work, ("Ann",)) == [2]


@pytest.mark.parametrize(
    ("team", "length"),
    [
        ({("Ann", "dev"), ("Ben", "test")}, 3),
        ({("Ann", "dev"), ("Cem", "dev"), ("Ben", "test")}, 2),
        ({("Ben", "dev"), ("Ann", "test"), ("Cem", "test")}, 3),
    ],
)
def test_the_slowest_demand_decides(team, length):
    people = [engineer(name, "dev", "test") for name in ("Ann", "Ben", "Cem")]
    both = effort("A", asks=[demand("dev", effort=120), demand("test", effort=50)])
    assert lengths_allowed(portfolio(both, people=people), team) == [length]


def test_a_demands_own_length_is_known():
    people = [engineer("Ann", "dev"), engineer("Ben", "test")]
    both = effort("A", asks=[demand("dev", effort=120), demand("test", effort=50)])
    variables = posted(portfolio(both, people=people), rule)
    solver, _ = solved(decide(variables, starts={"A": 0}, teams={"A": ("Ann", "Ben")}))
    own = {d: solver.value(one) for (_, _, d), one in variables.own_lengths.items()}
    assert own == {0: 3, 1: 2}


def test_what_begins_after_the_last_work_of_its_members_is_impossible():
    gone = at_speed("Ann", 1, last=week(4) + timedelta(days=6))
    work = portfolio(effort("A", 80), people=[gone])
    assert lengths_allowed(work, ("Ann",), start=3) == [2]
    assert lengths_allowed(work, ("Ann",), start=4) == []


def test_an_effort_far_beyond_the_timeline_adds_few_rows():
    small = posted(portfolio(effort("A", 10_000)), rule)
    absurd = posted(portfolio(effort("A", 10**9)), rule)
    assert len(absurd.model.proto.constraints) == len(small.model.proto.constraints)
    assert not possible(portfolio(effort("A", 10**9)), rule)
