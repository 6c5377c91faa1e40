"""Team members are employed throughout, and a fixed team's members are there."""

from datetime import timedelta

import pytest

from optimizer.cpsat.constraints import presence
from optimizer.portfolio.calendar import Absence, Location
from optimizer.portfolio.work import Progress
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import (
    DAYS,
    FIRST,
    away,
    effort,
    engineer,
    fixed,
    portfolio,
    week,
)


def starts_allowed(work, length=None):
    """Starts of A at which Ann can be its team."""
    lengths = {} if length is None else {"A": length}
    return [
        start
        for start in range(9)
        if possible(
            work, presence, starts={"A": start}, lengths=lengths, teams={"A": ("Ann",)}
        )
    ]


def of(package, **fields):
    return portfolio(package, people=[engineer("Ann", **fields)])


def test_a_fixed_team_runs_while_everybody_is_employed():
    assert starts_allowed(of(fixed("A", 2), first=week(2), last=week(6))) == [
        2,
        3,
        4,
        5,
    ]


def test_an_effort_driven_team_runs_while_everybody_is_employed():
    work = of(effort("A", 80), first=week(2), last=week(6))
    assert starts_allowed(work, length=3) == [2, 3, 4]


def test_employment_from_a_weekend_on_begins_with_the_next_week():
    work = of(fixed("A", 1), first=week(2) + timedelta(days=5))
    assert starts_allowed(work) == [3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("tolerated", "found"),
    [(0, [0, 1, 5, 6, 7, 8]), (1, [0, 1, 2, 4, 5, 6, 7, 8]), (2, list(range(9)))],
)
def test_a_fixed_team_runs_while_nobody_is_away_too_often(tolerated, found):
    work = of(fixed("A", 2, tolerated_absence=tolerated), absences=(away(3, 4),))
    assert starts_allowed(work) == found


def test_half_an_absence_is_none():
    work = of(fixed("A", 2), absences=(away(3, 4, share=0.5),))
    assert starts_allowed(work) == list(range(9))


def test_a_week_in_which_the_whole_location_rests_is_no_absence():
    days = tuple(week(3) + timedelta(days=n) for n in range(5))
    shut = Location(id="Turin", holidays=days)
    work = portfolio(
        fixed("A", 2), people=[engineer("Ann", location="Turin")], locations=(shut,)
    )
    assert starts_allowed(work) == list(range(9))


def test_an_effort_driven_team_may_be_away_in_between():
    work = of(effort("A", 80), absences=(away(3, 4),))
    assert starts_allowed(work, length=4) == list(range(9))


def test_a_milestone_needs_nobody_to_be_there():
    work = of(fixed("A", 0), first=week(4))
    assert starts_allowed(work) == list(range(9))


def test_single_days_count_where_periods_are_days():
    tuesday = FIRST + timedelta(days=1)
    work = portfolio(
        fixed("A", 1),
        people=[engineer("Ann", absences=(Absence(first=tuesday, last=tuesday),))],
        timeline=DAYS,
    )
    assert starts_allowed(work) == [0, 2, 3, 4, 5, 6, 7, 8]


def test_who_is_not_on_the_team_may_be_away():
    people = [engineer("Ann"), engineer("Ben", last=week(0))]
    work = portfolio(fixed("A", 5), people=people)
    assert possible(work, presence, starts={"A": 3}, teams={"A": ("Ann",)})
    assert not possible(work, presence, starts={"A": 3}, teams={"A": ("Ben",)})


@pytest.mark.parametrize(("last", "allowed"), [(2, False), (3, True)])
def test_a_running_team_that_somebody_leaves_breaks_the_rule(last, allowed):
    begun = Progress(
        status="running", started=week(0), team=[{"engineer": "Ann", "demand": "dev"}]
    )
    work = portfolio(
        effort("A", 160, progress=begun.replace(remaining_effort={"dev": 80})),
        people=[engineer("Ann", last=week(last) + timedelta(days=4))],
        now=week(2),
    )
    assert possible(work, presence) is allowed
