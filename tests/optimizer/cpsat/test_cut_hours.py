"""Hours that members work in the last, cut period of an effort-driven demand."""

import pytest

from optimizer.cpsat import cut_hours
from optimizer.cpsat.constraints import capacity, pool_hours, teams
from optimizer.cpsat.constraints import effort as efforts
from optimizer.cpsat.cut_hours import name_cut_hours
from optimizer.portfolio.people import Skill
from optimizer.portfolio.resources import Floor
from tests.optimizer.cpsat.deciding import decide, possible, posted, solved
from tests.optimizer.plan.tiny import effort, engineer, pool, portfolio, week

RULES = (teams, efforts, capacity, pool_hours)


def least_hours(work, team):
    """Least cut hours of each member when A starts at once."""
    found = {}
    for name in team:
        variables = posted(work, teams, efforts)
        assert name_cut_hours(variables)
        decide(variables, starts={"A": 0}, teams={"A": team})
        (key,) = (
            key
            for key in variables.cut_hours
            if variables.problem.people[key.person].id == name
        )
        variables.model.minimize(variables.cut_hours[key])
        solver, _ = solved(variables)
        found[name] = solver.value(variables.cut_hours[key]) / 100
    return found


def test_one_member_does_what_is_left():
    assert least_hours(portfolio(effort("A", 90)), ("Ann",)) == {"Ann": 10}


def test_members_share_what_is_left_by_their_hours():
    people = [engineer("Ann"), engineer("Ben", hours_per_week=20)]
    work = portfolio(effort("A", 90), people=people)
    found = least_hours(work, ("Ann", "Ben"))
    assert found == pytest.approx({"Ann": 20, "Ben": 10}, abs=0.02)


def test_who_is_faster_leaves_less():
    people = [engineer("Ann", skills={"dev": Skill(speed=2)})]
    work = portfolio(effort("A", 100), people=people)
    assert least_hours(work, ("Ann",)) == {"Ann": 10}


@pytest.mark.parametrize(("hours", "allowed"), [(30, True), (31, False)])
def test_a_pool_gets_what_the_cut_leaves(hours, allowed):
    work = portfolio(effort("A", 50), pool("B", hours, 1), people=["Ann"])
    decisions = {"starts": {"A": 0, "B": 1}, "teams": {"A": ("Ann",)}}
    assert possible(work, *RULES, **decisions) is allowed


@pytest.mark.parametrize(("kept", "allowed"), [(30, True), (31, False)])
def test_a_floor_keeps_what_the_cut_leaves(kept, allowed):
    floor = Floor(id="F", skill="dev", hours=kept, first=week(1))
    work = portfolio(effort("A", 50), people=["Ann"], floors=(floor,))
    decisions = {"starts": {"A": 0}, "teams": {"A": ("Ann",)}}
    assert possible(work, *RULES, **decisions) is allowed


def test_in_large_models_the_cut_stays_open(monkeypatch):
    monkeypatch.setattr(cut_hours, "MOST_ROWS", 1)
    variables = posted(portfolio(effort("A", 50)), teams, efforts)
    assert not name_cut_hours(variables)
    assert variables.cut_hours == {}
