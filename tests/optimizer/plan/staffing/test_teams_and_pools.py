"""The arithmetic of effort-driven teams, fixed teams and pools."""

from decimal import Decimal

import pytest

from optimizer.plan.calendars import calendars
from optimizer.plan.staffing.effort_team import last_cut, work_off
from optimizer.plan.staffing.fixed_team import end_after, full_hours, pauses
from optimizer.plan.staffing.members import Member, speed_of, team
from optimizer.plan.staffing.pool import pool_hours, spread_evenly
from optimizer.portfolio.people import Skill
from optimizer.problem.timeline import Timeline
from tests.optimizer.plan.tiny import WEEKS, away, demand, engineer, portfolio


def members(*people, **asked):
    work = portfolio(people=people)
    known = calendars(work, Timeline(WEEKS))
    return team((p.id for p in people), demand(**asked), known, overtime=False)


def fast(name, speed):
    return engineer(name, skills={"dev": Skill(speed=Decimal(str(speed)))})


def test_a_team_is_ordered_by_id():
    assert [m.id for m in members(engineer("Ben"), engineer("Ann"))] == ["Ann", "Ben"]


def test_who_lacks_the_skill_counts_as_proficient():
    assert speed_of(engineer("Ann", "ops"), "dev") == 100
    assert speed_of(fast("Ann", 0.6), "dev") == 60


@pytest.mark.parametrize(
    ("effort", "length", "hours"),
    [
        pytest.param(0, 0, {}, id="nothing to do"),
        pytest.param(-1, 0, {}, id="more than done"),
        pytest.param(1, 1, {0: 1}, id="the least takes a hundredth"),
        pytest.param(100, 1, {0: 1}, id="a hundredth"),
        pytest.param(101, 1, {0: 2}, id="a little more than a hundredth"),
        pytest.param(400_000, 1, {0: 4000}, id="a week"),
        pytest.param(400_001, 2, {0: 4000, 1: 1}, id="a little more than a week"),
        pytest.param(4_000_001, None, dict.fromkeys(range(10), 4000), id="never done"),
        pytest.param(
            4_000_000,
            10,
            dict.fromkeys(range(10), 4000),
            id="done with the last period",
        ),
    ],
)
def test_one_person_works_off_an_effort(effort, length, hours):
    work = work_off(members(engineer("Ann")), effort, 0, 10)
    assert (work.length, work.hours) == (length, {"Ann": hours})


def test_work_starts_at_its_first_period_and_skips_absence():
    work = work_off(members(engineer("Ann", absences=(away(3),))), 800_000, 2, 10)
    assert (work.length, work.hours) == (3, {"Ann": {2: 4000, 4: 4000}})


@pytest.mark.parametrize(
    ("speeds", "given", "left", "worked"),
    [
        pytest.param((1, 1), (4000, 4000), 100_000, [500, 500], id="in proportion"),
        pytest.param(
            (1, 1),
            (4000, 4000),
            100_100,
            [501, 500],
            id="the odd hundredth to the first",
        ),
        pytest.param(
            (1, 1), (4000, 2000), 300_000, [2000, 1000], id="in proportion to hours"
        ),
        pytest.param(
            (1, 1), (1000, 2000), 100_000, [333, 667], id="to the largest remainder"
        ),
        pytest.param(
            (1, 1),
            (2000, 1000),
            100_000,
            [667, 333],
            id="to the largest remainder, first",
        ),
        pytest.param((1, 0.5), (4000, 4000), 300_000, [2000, 2000], id="by speed"),
        pytest.param(
            (0.5, 1),
            (4000, 4000),
            300_001,
            [2001, 2000],
            id="a slow hundredth is enough",
        ),
        pytest.param(
            (0.01, 1),
            (4000, 4000),
            202_001,
            [2001, 2000],
            id="exactly reached by the first",
        ),
        pytest.param(
            (0.01, 1), (4000, 4000), 202_002, [2001, 2001], id="the second has to help"
        ),
        pytest.param((1, 1), (0, 4000), 100, [0, 1], id="who is away gives nothing"),
        pytest.param((1, 1), (4000, 4000), 800_000, [4000, 4000], id="all of it"),
    ],
)
def test_the_last_period_is_cut_by_largest_remainder(speeds, given, left, worked):
    crew = members(
        *(fast(name, speed) for name, speed in zip(("Ann", "Ben"), speeds, strict=True))
    )
    contributed = sum(h * m.speed for h, m in zip(given, crew, strict=True))
    assert last_cut(crew, list(given), left, contributed) == worked


def test_three_equal_remainders_go_by_id():
    crew = members(*map(engineer, ("Ann", "Ben", "Cy")))
    assert last_cut(crew, [4000] * 3, 200, 1_200_000) == [1, 1, 0]


def test_full_hours_leave_out_pauses_and_absence():
    crew = members(engineer("Ann", absences=(away(2),)), engineer("Ben"))
    assert full_hours(crew, range(1, 5), {3}) == {
        "Ann": {1: 4000, 4: 4000},
        "Ben": {1: 4000, 2: 4000, 4: 4000},
    }


@pytest.mark.parametrize(
    ("remaining", "end"), [(0, 2), (1, 3), (2, 5), (6, 9), (7, 10), (8, None)]
)
def test_a_running_team_waits_for_absent_members(remaining, end):
    absences = (away(1), away(3))
    crew = members(engineer("Ann", absences=absences), engineer("Ben"))
    assert end_after(crew, remaining, 2, 10) == end
    assert list(pauses(crew, 2, 6)) == [3]
    assert list(pauses(crew, 2, 3)) == []


def test_a_member_is_present_with_a_hundredth_of_an_hour():
    almost = members(engineer("Ann", hours_per_week=Decimal("0.01")))
    assert almost[0].is_present(0)
    assert not members(engineer("Ann", hours_per_week=0))[0].is_present(0)


@pytest.mark.parametrize(
    ("effort", "start", "end", "hours"),
    [
        (10, 0, 3, {0: 3, 1: 3, 2: 4}),
        (1, 2, 4, {3: 1}),
        (0, 0, 3, {}),
        (6, 4, 4, {}),
        (6, 4, 2, {}),
    ],
)
def test_pool_hours_are_spread_over_the_periods(effort, start, end, hours):
    assert pool_hours(effort, start, end) == hours


@pytest.mark.parametrize(
    ("amount", "rooms", "shares"),
    [
        pytest.param(10, {"a": 9, "b": 9}, {"a": 5, "b": 5}, id="equal parts"),
        pytest.param(
            11, {"b": 9, "a": 9}, {"a": 6, "b": 5}, id="the odd one to the first by id"
        ),
        pytest.param(11, {"a": 3, "b": 9}, {"a": 3, "b": 8}, id="less room"),
        pytest.param(
            12, {"a": 1, "b": 4, "c": 9}, {"a": 1, "b": 4, "c": 7}, id="step by step"
        ),
        pytest.param(
            8, {"a": 2, "b": 9, "c": 3}, {"a": 2, "b": 3, "c": 3}, id="just enough room"
        ),
        pytest.param(20, {"a": 3, "b": 9}, {"a": 3, "b": 9}, id="not enough room"),
        pytest.param(12, {"a": 3, "b": 9}, {"a": 3, "b": 9}, id="exactly enough room"),
        pytest.param(
            5, {"a": 2, "b": 3}, {"a": 2, "b": 3}, id="the odd one finds room"
        ),
        pytest.param(5, {}, {}, id="nobody"),
        pytest.param(0, {"a": 1}, {"a": 0}, id="nothing"),
        pytest.param(5, {"a": 0, "b": 9}, {"a": 0, "b": 5}, id="no room at all"),
    ],
)
def test_hours_are_spread_evenly_as_far_as_there_is_room(amount, rooms, shares):
    assert spread_evenly(amount, rooms) == shares


def test_member_hours_take_share_and_overtime_into_account():
    ann = engineer("Ann", overtime_limit=Decimal("0.5"))
    known = calendars(portfolio(people=(ann,)), Timeline(WEEKS))
    half = demand(share=Decimal("0.5"))
    (plain,) = team(["Ann"], half, known, overtime=False)
    (longer,) = team(["Ann"], half, known, overtime=True)
    assert (plain.hours(0), longer.hours(0)) == (2000, 3000)
    assert plain == Member(known["Ann"], 5000, 100, overtime=False)
