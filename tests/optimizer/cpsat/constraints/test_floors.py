"""From now on, as many people or hours of a skill stay free as a floor asks."""

import pytest

from optimizer.cpsat.constraints import capacity, floors
from optimizer.cpsat.constraints import effort as efforts
from optimizer.portfolio.people import Offer, Skill
from optimizer.portfolio.resources import Floor
from optimizer.portfolio.work import Progress
from tests.optimizer.cpsat.deciding import possible
from tests.optimizer.plan.tiny import (
    away,
    effort,
    engineer,
    fixed,
    portfolio,
    project,
    week,
)


def on_call(**fields):
    return (Floor(id="F", skill="dev", **fields),)


@pytest.mark.parametrize(
    ("people", "starts", "allowed"),
    [
        pytest.param(1, (0, 0), False, id="both busy"),
        pytest.param(1, (0, 2), True, id="one after the other"),
        pytest.param(2, (0, 2), False, id="nobody may work"),
        pytest.param(0, (0, 0), True, id="nobody asked for"),
    ],
)
def test_people_of_a_floor_stay_free(people, starts, allowed):
    work = portfolio(fixed("A"), fixed("B"), floors=on_call(people=people))
    decisions = {
        "starts": dict(zip("AB", starts, strict=True)),
        "teams": {"A": ("Ann",), "B": ("Ben",)},
    }
    assert possible(work, floors, **decisions) is allowed


@pytest.mark.parametrize(
    ("start", "allowed"), [(0, True), (1, False), (3, False), (4, False), (5, True)]
)
def test_a_floor_holds_in_its_periods_only(start, allowed):
    limited = on_call(people=1, first=week(2), last=week(4))
    work = portfolio(fixed("A"), people=["Ann"], floors=limited)
    assert possible(work, floors, starts={"A": start}, teams={"A": ("Ann",)}) is allowed


@pytest.mark.parametrize(("start", "allowed"), [(1, False), (2, False), (4, True)])
def test_a_period_with_fewer_people_keeps_all_it_has(start, allowed):
    """Ben is away in weeks 2 and 3, so that Ann alone is the floor."""
    people = [
        engineer("Ann"),
        engineer("Ben", absences=(away(2, 3),)),
        engineer("Cem", "ops"),
    ]
    work = portfolio(fixed("A", 2), people=people, floors=on_call(people=1))
    assert possible(work, floors, starts={"A": start}, teams={"A": ("Ann",)}) is allowed


def test_only_people_of_the_level_count():
    people = [engineer("Ann", skills={"dev": Skill(level=4)}), engineer("Ben")]
    work = portfolio(fixed("A"), people=people, floors=on_call(people=1, level=4))
    assert not possible(work, floors, starts={"A": 0}, teams={"A": ("Ann",)})
    assert possible(work, floors, starts={"A": 0}, teams={"A": ("Ben",)})


def test_a_running_team_is_not_free():
    begun = Progress(
        status="running", started=week(0), team=[{"engineer": "Ann", "demand": "dev"}]
    )
    work = portfolio(
        fixed("A", 4, progress=begun),
        fixed("B", 2),
        floors=on_call(people=1),
        now=week(2),
    )
    assert not possible(work, floors, starts={"B": 2}, teams={"B": ("Ben",)})
    assert possible(work, floors, starts={"B": 4}, teams={"B": ("Ben",)})


@pytest.mark.parametrize(
    ("engaged", "allowed"), [(None, False), ((0, 2), True), ((1, 3), False)]
)
def test_an_offer_counts_while_it_is_engaged(engaged, allowed):
    work = portfolio(
        fixed("A", 2),
        people=["Ann"],
        offers=(Offer(engineer=engineer("Zoe")),),
        floors=on_call(people=1),
    )
    engagements = {} if engaged is None else {"Zoe": engaged}
    decisions = {"starts": {"A": 0}, "teams": {"A": ("Ann",)}, "engaged": engagements}
    assert possible(work, floors, **decisions) is allowed


@pytest.mark.parametrize(("hours", "allowed"), [(40, True), (41, False), (80, False)])
def test_hours_of_a_floor_stay_free(hours, allowed):
    work = portfolio(fixed("A"), floors=on_call(hours=hours))
    decisions = {"starts": {"A": 0}, "teams": {"A": ("Ann",)}}
    assert possible(work, capacity, **decisions) is allowed


@pytest.mark.parametrize(("hours", "allowed"), [(50, True), (90, False)])
def test_the_cut_of_the_last_period_may_leave_hours_to_a_floor(hours, allowed):
    """The floor holds from the second week on; 50 hours end in it, 90 after it."""
    floor = on_call(hours=30, first=week(1))
    work = portfolio(effort("A", hours), people=["Ann"], floors=floor)
    decisions = {"starts": {"A": 0}, "teams": {"A": ("Ann",)}}
    assert possible(work, efforts, capacity, **decisions) is allowed


def test_nobody_works_where_all_hours_are_to_stay_free():
    work = portfolio(
        project("P", fixed("A", 2)), people=["Ann"], floors=on_call(hours=500)
    )
    assert not possible(work, capacity, teams={"A": ("Ann",)}, starts={"A": 0})
    assert possible(work, capacity, selected=())
