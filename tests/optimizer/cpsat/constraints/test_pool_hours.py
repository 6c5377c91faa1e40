"""Who works in a pool, hour by hour, where the model stays small."""

from decimal import Decimal

import pytest

from optimizer.cpsat.constraints import capacity, floors, pool_hours
from optimizer.portfolio.people import Offer
from optimizer.portfolio.resources import Floor
from optimizer.portfolio.work import PackageLocks, Progress
from tests.optimizer.cpsat.deciding import decide, possible, posted, solved
from tests.optimizer.plan.tiny import (
    demand,
    engineer,
    fixed,
    plan,
    pool,
    portfolio,
    project,
    week,
)


def hours(solver, variables):
    """(person, period) → hours in all pools."""
    found = {}
    for (_, _, _, person, period), amount in variables.pool_hours.items():
        if solver.value(amount):
            key = (variables.problem.people[person].id, period)
            found[key] = found.get(key, 0) + solver.value(amount) / 100
    return found


def test_every_period_gets_the_hours_of_the_pool_rule():
    work = portfolio(pool("A", 50, 3), people=["Ann"])
    variables = decide(posted(work, pool_hours), starts={"A": 2})
    solver, _ = solved(variables)
    assert hours(solver, variables) == {
        ("Ann", 2): 16.66,
        ("Ann", 3): 16.67,
        ("Ann", 4): 16.67,
    }


def test_what_is_not_selected_gets_no_hours():
    variables = decide(
        posted(portfolio(project("P", pool("A", 50, 3))), pool_hours), selected=()
    )
    solver, _ = solved(variables)
    assert hours(solver, variables) == {}


@pytest.mark.parametrize(
    ("people", "efforts", "allowed"),
    [
        pytest.param(("xy", "yz", "zx"), (45, 45, 45), False, id="135 of 120 hours"),
        pytest.param(("xy", "yz", "zx"), (40, 40, 40), True, id="each has one place"),
        pytest.param(("xy", "yz", "zx"), (70, 40, 10), True, id="by going around"),
        pytest.param(("x", "yz", "z"), (45, 10, 10), False, id="one alone"),
    ],
)
def test_named_people_are_never_overbooked(people, efforts, allowed):
    staff = [engineer(f"E{n}", *skills) for n, skills in enumerate(people)]
    pools = [
        pool(s, e, 1, asks=[demand(s, effort=e)])
        for s, e in zip("xyz", efforts, strict=True)
    ]
    work = portfolio(*pools, people=staff)
    assert possible(work, pool_hours, starts=dict.fromkeys("xyz", 0)) is allowed


@pytest.mark.parametrize(("most", "allowed"), [(1, False), (2, True)])
def test_nobody_works_on_more_packages_than_allowed(most, allowed):
    work = portfolio(
        pool("A", 10, 1), pool("B", 10, 1), people=[engineer("Ann", max_packages=most)]
    )
    assert possible(work, pool_hours, starts={"A": 0, "B": 0}) is allowed


@pytest.mark.parametrize(("most", "allowed"), [(1, False), (2, True)])
def test_a_team_counts_among_the_packages(most, allowed):
    half = fixed("A", 1, asks=[demand(share=Decimal("0.5"))])
    work = portfolio(
        half, pool("B", 10, 1), people=[engineer("Ann", max_packages=most)]
    )
    decisions = {"starts": {"A": 0, "B": 0}, "teams": {"A": ("Ann",)}}
    assert possible(work, pool_hours, **decisions) is allowed


@pytest.mark.parametrize(("start", "allowed"), [(0, False), (1, True)])
def test_team_hours_leave_the_rest_to_pools(start, allowed):
    half = fixed("A", 1, asks=[demand(share=Decimal("0.5"))])
    work = portfolio(half, pool("B", 21, 1), people=["Ann"])
    decisions = {"starts": {"A": 0, "B": start}, "teams": {"A": ("Ann",)}}
    assert possible(work, pool_hours, **decisions) is allowed


def test_a_person_locked_on_a_pool_serves_it():
    work = portfolio(pool("A", 10, 2, locks=PackageLocks(must=("Ben",))))
    variables = decide(posted(work, pool_hours), starts={"A": 0})
    solver, _ = solved(variables)
    assert {person for person, _ in hours(solver, variables)} >= {"Ben"}


def test_a_person_locked_on_a_pool_that_they_cannot_serve_keeps_it_out():
    people = [engineer("Ann"), engineer("Ben", "ops")]
    locked = pool("A", 10, 2, locks=PackageLocks(must=("Ben",)))
    work = portfolio(project("P", locked), people=people)
    assert not possible(work, pool_hours)
    assert possible(work, pool_hours, selected=())


@pytest.mark.parametrize(("hours_left", "allowed"), [(40, True), (41, False)])
def test_what_remains_of_a_running_pool_is_served_from_now_on(hours_left, allowed):
    begun = Progress(
        status="running", started=week(0), remaining_effort={"dev": hours_left}
    )
    work = portfolio(pool("A", 100, 3, progress=begun), people=["Ann"], now=week(2))
    assert possible(work, pool_hours) is allowed


@pytest.mark.parametrize(("engaged", "allowed"), [(None, False), ((0, 1), True)])
def test_people_on_offer_serve_while_they_are_engaged(engaged, allowed):
    work = portfolio(
        pool("A", 30, 1), people=[], offers=(Offer(engineer=engineer("Zoe")),)
    )
    engagements = {} if engaged is None else {"Zoe": engaged}
    assert possible(work, pool_hours, starts={"A": 0}, engaged=engagements) is allowed


@pytest.mark.parametrize(
    ("kept", "allowed"), [({"people": 1}, False), ({"people": 0}, True)]
)
def test_who_is_kept_free_serves_no_pool(kept, allowed):
    floor = Floor(id="F", skill="dev", **kept)
    work = portfolio(pool("A", 41, 1), floors=(floor,))
    assert possible(work, floors, pool_hours, starts={"A": 0}) is allowed


@pytest.mark.parametrize(("kept", "allowed"), [(30, True), (31, False)])
def test_hours_of_a_floor_stay_free(kept, allowed):
    floor = Floor(id="F", skill="dev", hours=kept)
    work = portfolio(pool("A", 50, 1), floors=(floor,))
    assert possible(work, capacity, pool_hours, starts={"A": 0}) is allowed


def test_overtime_is_known_by_name():
    work = portfolio(
        pool("A", 50, 1), people=[engineer("Ann", overtime_limit=Decimal("0.5"))]
    )
    variables = decide(posted(work, pool_hours), starts={"A": 0})
    variables.model.minimize(sum(variables.overloads.values()))
    solver, _ = solved(variables)
    assert solver.objective_value == 1000


def test_large_models_leave_the_hours_to_the_staffing(monkeypatch):
    monkeypatch.setattr(pool_hours, "MOST_HOURS", 10)
    variables = posted(portfolio(pool("A", 50, 3)), pool_hours)
    assert not variables.named_pools
    assert variables.pool_hours == {}


def test_without_pools_there_is_nothing_to_name():
    assert not posted(portfolio(fixed("A")), pool_hours).named_pools


def test_a_frozen_pool_keeps_start_and_length():
    package = pool("A", asks=[demand(effort=40)], shortest=1, longest=4)
    work = portfolio(package, freeze_until=week(4), now=week(1))
    running = plan({"A": (2, 3)}, {("A", "Ann"): {2: 13, 3: 13, 4: 14}})
    for start, length in ((2, 3), (2, 2), (3, 3)):
        decisions = {"starts": {"A": start}, "lengths": {"A": length}}
        allowed = possible(work, pool_hours, baseline=running, **decisions)
        assert allowed is ((start, length) == (2, 3))
