"""Redundant rows: the time that people spend on packages adds up to the work."""

import pytest

from optimizer.cpsat.constraints import energy
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import demand, effort, engineer, fixed, portfolio


@pytest.mark.parametrize(
    ("length", "team", "allowed"),
    [
        (2, ("Ann",), False),
        (3, ("Ann",), True),
        (1, ("Ann", "Ben"), False),
        (2, ("Ann", "Ben"), True),
    ],
)
def test_an_effort_takes_its_time_without_any_other_rule(length, team, allowed):
    work = portfolio(effort("A", 120), people=["Ann", "Ben", "Cem"])
    decisions = {"starts": {"A": 0}, "lengths": {"A": length}, "teams": {"A": team}}
    assert possible(work, energy, **decisions) is allowed


@pytest.mark.parametrize(("starts", "allowed"), [((0, 1), False), ((0, 2), True)])
def test_teams_need_no_more_people_than_there_are(starts, allowed):
    work = portfolio(
        fixed("A", 2, headcount=2),
        fixed("B", 2, headcount=2),
        people=["Ann", "Ben", "Cem"],
    )
    assert (
        possible(work, energy, starts=dict(zip("AB", starts, strict=True))) is allowed
    )


@pytest.mark.parametrize(("starts", "allowed"), [((0, 1), False), ((0, 2), True)])
def test_teams_of_several_skills_are_counted_together(starts, allowed):
    people = [engineer("Ann", "x"), engineer("Ben", "x", "y"), engineer("Cem", "y")]
    one, other = (fixed(s, 2, asks=[demand(s, headcount=2)]) for s in "xy")
    work = portfolio(one, other, people=people)
    assert (
        possible(work, energy, starts=dict(zip("xy", starts, strict=True))) is allowed
    )


def test_people_who_may_be_on_two_teams_are_not_counted():
    people = [
        engineer("Ann", max_team_packages=2),
        engineer("Ben", max_team_packages=2),
    ]
    work = portfolio(
        fixed("A", 2, headcount=2), fixed("B", 2, headcount=2), people=people
    )
    assert possible(work, energy, starts={"A": 0, "B": 0})
