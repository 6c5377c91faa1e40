"""Names and dates as indices and integers."""

from datetime import timedelta
from decimal import Decimal

import pytest

from optimizer.plan.check import check
from optimizer.plan.ledger import Ledger
from optimizer.plan.valuation import valuation
from optimizer.portfolio.people import Offer, Skill
from optimizer.portfolio.project import ValueStep
from optimizer.portfolio.resources import Budget, Facility, Floor
from optimizer.portfolio.work import Demand, PackageLocks, Progress, Staffing
from optimizer.problem.compiling import compile_problem
from optimizer.problem.money import planned_effort, role_cost
from tests.optimizer.plan.tiny import (
    DAYS,
    away,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    plan,
    pool,
    portfolio,
    project,
    team,
    week,
)


def compiled(package, baseline=None, now=None, **fields):
    """The one package of a portfolio."""
    return compile_problem(portfolio(package, **fields), baseline, now).packages[0]


@pytest.mark.parametrize(
    ("fields", "earliest", "latest_start", "latest_end"),
    [
        ({}, 0, 10, 10),
        ({"earliest": week(2) + timedelta(days=1)}, 3, 10, 10),
        ({"latest": week(2) + timedelta(days=1)}, 0, 10, 3),
        ({"locks": PackageLocks(start_on=week(2) + timedelta(days=1))}, 2, 2, 10),
        ({"locks": PackageLocks(start_from=week(2), start_until=week(4))}, 2, 4, 10),
    ],
)
def test_the_window_of_a_package(fields, earliest, latest_start, latest_end):
    package = compiled(bare("A", **fields))
    window = (package.earliest, package.latest_start, package.latest_end)
    assert window == (earliest, latest_start, latest_end)


def test_now_and_the_release_move_the_earliest_start():
    work = portfolio(project("P", bare("A"), release=week(3)), project("Q", bare("B")))
    packages = compile_problem(work, now=week(1) + timedelta(days=1)).packages
    assert [package.earliest for package in packages] == [3, 2]


@pytest.mark.parametrize(
    ("asked", "able"),
    [
        ({}, "Ann Ben Cem Dan"),
        ({"level": 4}, "Ben"),
        ({"min_speed": Decimal("1.2")}, "Cem"),
        ({"engineers": ("Ann", "Ben")}, "Ann Ben"),
        ({"not_engineers": ("Ann",)}, "Ben Cem Dan"),
        ({"teams": ("red",)}, "Ann"),
        ({"not_teams": ("red",)}, "Ben Cem Dan"),
        ({"locations": ("Turin",)}, ""),
    ],
)
def test_who_qualifies(asked, able):
    people = [
        engineer("Ann", team="red"),
        engineer("Ben", skills={"dev": Skill(level=4)}),
        engineer("Cem", skills={"dev": Skill(speed=Decimal("1.25"))}),
        engineer("Dan", skills={"dev": Skill(speed=Decimal("0.5"))}),
        engineer("Eve", "ops"),
    ]
    problem = compile_problem(
        portfolio(fixed("A", asks=[demand(**asked)]), people=people)
    )
    found = problem.packages[0].ways[0].demands[0].qualified
    assert " ".join(problem.people[e].id for e in found) == able


@pytest.mark.parametrize(("least", "able"), [(None, (0,)), (Decimal("0.5"), (0, 1))])
def test_pools_ask_for_a_speed_where_nothing_is_said(least, able):
    slow = engineer("Ben", skills={"dev": Skill(speed=Decimal("0.79"))})
    package = compiled(
        pool("A", asks=[demand(effort=10, min_speed=least)]), people=["Ann", slow]
    )
    assert package.ways[0].demands[0].qualified == able


def test_locks_and_only_projects_keep_people_out():
    people = [engineer("Ann"), engineer("Ben", only_projects=("Q",)), engineer("Cem")]
    locked = fixed("A", locks=PackageLocks(must_not=("Cem",)))
    package = compiled(locked, people=people)
    assert package.ways[0].demands[0].qualified == (0,)


@pytest.mark.parametrize(
    ("hours", "most", "lengths"),
    [
        (80, None, (1, 2)),
        (80, 1, (2, 2)),
        (120, 2, (2, 3)),
        (0, None, (1, 1)),
        (9999, None, (10, 10)),
    ],
)
def test_bounds_of_an_effort(hours, most, lengths):
    package = compiled(effort("A", asks=[demand(effort=hours, team_max=most)]))
    way = package.ways[0]
    if hours == 9999:
        assert way.shortest > 10
        assert way.longest >= way.shortest
    else:
        assert (way.shortest, way.longest) == lengths


def test_a_leave_lengthens_the_longest():
    package = compiled(
        effort("A", 80), people=[engineer("Ann", absences=(away(3, 5),))]
    )
    assert (package.ways[0].shortest, package.ways[0].longest) == (2, 5)


@pytest.mark.parametrize(
    ("remaining", "end", "last"),
    [(None, 4, 1000), (Decimal("40.01"), 4, 1), (Decimal(0), 2, None)],
)
def test_what_remains_of_an_effort_is_done_from_now_on(remaining, end, last):
    """Planned 120; 30 and 40 are done in two weeks, so that 50 remain."""
    stated = {} if remaining is None else {"dev": remaining}
    begun = Progress(
        status="running",
        started=week(0),
        team=[{"engineer": "Ann", "demand": "dev"}],
        remaining_effort=stated,
    )
    running = plan({"A": (0, 4)}, {("A", "Ann"): {0: 30, 1: 40, 2: 40, 3: 10}})
    package = compiled(effort("A", 120, progress=begun), running, week(2))
    assert package.started.ends == (end,)
    loads = [(load.period, load.hours) for load in package.started.loads]
    assert loads == ([] if last is None else [(2, 4000), (3, last)])


def test_what_remains_is_exact_in_ten_thousandths():
    """Of 26.4 hours 0.0033 are done: what remains is 26.3967, and not 26.40."""
    slow = engineer("Ann", skills={"dev": Skill(speed=Decimal("0.33"))})
    work = portfolio(effort("A", Decimal("26.40")), people=[slow])
    running = plan({"A": (0, 3)}, {("A", "Ann"): {0: Decimal("0.01"), 1: 40, 2: 39}})
    (package,) = compile_problem(work, running, week(1)).packages
    answer = running.replace(assignments=(running.assignments[0].replace(hours=None),))
    prescribed = Ledger(answer, work, running, week(1)).prescriptions["A"]
    assert {
        load.period: load.hours for load in package.started.loads
    } == prescribed.hours["dev"]["Ann"]
    assert package.started.ends == (prescribed.earliest_end,)


def test_a_member_who_no_longer_qualifies_keeps_the_speed():
    keen = engineer("Ann", skills={"dev": Skill(speed=Decimal("0.5"))})
    locked = effort("A", 80, locks=PackageLocks(must_not=("Ann",)))
    running = plan({"A": (0, 4)}, {("A", "Ann"): {0: 40, 1: 40, 2: 40, 3: 40}})
    package = compiled(locked, running, week(1), people=[keen])
    assert package.started.ends == (4,)


def test_a_mode_that_progress_does_not_say_is_that_of_the_running_plan():
    modes = ({"id": "slow", "duration": 4}, {"id": "fast", "duration": 2})
    begun = Progress(status="running", started=week(0))
    running = plan({"A": (0, 2, "fast")})
    package = compiled(bare("A", None, modes=modes, progress=begun), running, week(1))
    assert (package.started.way, package.started.ends) == (1, (2,))


@pytest.mark.parametrize(
    ("make", "hours", "counts"),
    [
        (fixed, {}, True),
        (fixed, {2: 40}, True),
        (pool, {}, False),
        (pool, {2: 0}, False),
        (pool, {2: 10}, True),
    ],
)
def test_who_counts_as_on_a_package_of_the_running_plan(make, hours, counts):
    running = plan({"A": (2, 2)}, {("A", "Ann"): hours})
    problem = compile_problem(portfolio(make("A")), running)
    assert problem.baseline.pairs == ({(0, 0)} if counts else set())
    assert (problem.baseline.starts, problem.baseline.ends) == ((2,), (4,))


def test_a_frozen_package_keeps_start_mode_and_team():
    modes = (
        {"id": "one", "duration": 4, "demands": (demand(headcount=1),)},
        {"id": "two", "duration": 2, "demands": (demand(headcount=2),)},
    )
    running = plan({"A": (2, 2, "two")}, team("A", "Ann", "Ben"))
    package = compiled(
        fixed("A", None, asks=(), modes=modes), running, week(1), freeze_until=week(3)
    )
    assert (package.earliest, package.latest_start) == (2, 2)
    assert [way.id for way in package.ways] == ["two"]
    assert sorted(package.kept_team) == [(0, 0), (1, 0)]


def test_what_should_have_started_by_now_is_free():
    late = fixed("A", progress=Progress(status="planned", started=week(1)))
    running = plan({"A": (1, 2)}, team("A", "Ann"))
    package = compiled(late, running, week(2), freeze_until=week(3))
    assert (package.earliest, package.latest_start) == (2, 10)
    assert package.kept_team is None


def test_what_starts_after_the_freeze_is_free():
    running = plan({"A": (3, 2)}, team("A", "Ann"))
    package = compiled(fixed("A"), running, week(1), freeze_until=week(3))
    assert package.kept_team is None
    assert package.earliest == 1


@pytest.mark.parametrize("late", range(8))
def test_values_are_those_of_the_checker(late):
    work = portfolio(
        project(
            "P",
            bare("A", 2),
            value=Decimal("99.99"),
            delay_cost=Decimal("7.77"),
            due=week(1),
            probability=Decimal("0.333"),
        ),
        project(
            "Q",
            bare("B", 2),
            value=50,
            value_steps=(ValueStep(late=1, value=30), ValueStep(late=4, value=5)),
            due=week(1),
        ),
        project("R", bare("C", 2), rank=2, due=week(0), delay_cost=1),
        project(
            "S", bare("D", 2), scores={"fit": Decimal("1.5")}, due=week(0), delay_cost=1
        ),
        drivers={"fit": Decimal("33.33")},
        money_per_point=Decimal("1.2345"),
    )
    answer = plan(dict.fromkeys("ABCD", (late, 2)), selected="PQRS")
    delivered = valuation(Ledger(answer, work))
    problem = compile_problem(work)
    ours = [project.delivered[late + 2] for project in problem.projects]
    assert ours == [int(value.delivered * 100) for value in delivered]
    assert [p.full for p in problem.projects] == [int(v.full * 100) for v in delivered]
    assert check(answer, work).accepted


def test_role_costs_are_rounded_once():
    work = portfolio(
        role_rates={"dev": Decimal("33.33")}, standard_bau_share=Decimal("0.3")
    )
    asked = Demand(
        skill="dev", effort=Decimal("0.01"), headcount=3, share=Decimal("0.5")
    )
    assert role_cost(work, Staffing.EFFORT_TEAM, asked, 4) == 4761
    assert role_cost(work, Staffing.FIXED_TEAM, asked, 4) == 3 * 2 * 40 * 333300
    assert planned_effort(work, Staffing.FIXED_TEAM, asked, 4) == 3 * 2 * 40 * 7000
    assert planned_effort(work, Staffing.EFFORT_TEAM, asked, 4) == 100


def test_budgets_have_a_window_for_the_total_and_for_each_quarter():
    budget = Budget(
        id="B", total=10, quarters={"2026-Q1": 1, "2026-Q2": Decimal("2.5")}
    )
    long = {"start": week(0), "horizon": 30}
    (found,) = compile_problem(
        portfolio(project("P"), budgets=(budget,), timeline=long)
    ).budgets
    quarters = [(w.first, w.end, w.amount) for w in found.windows[1:]]
    assert quarters == [(0, 13, 1_000_000), (13, 26, 2_500_000)]
    assert found.windows[0].amount == 10_000_000
    assert found.windows[0].first < -1000 < 1000 < found.windows[0].end


def test_capacities_follow_their_changes():
    lab = Facility(
        id="lab",
        capacity=3,
        changes=[
            {"first": week(2) + timedelta(days=1), "last": week(4), "capacity": 1}
        ],
    )
    (found,) = compile_problem(portfolio(project("P"), facilities=(lab,))).facilities
    assert found.capacity == (3, 3, 3, 1, 1, 3, 3, 3, 3, 3)


def test_floors_hold_from_now_on_in_periods_that_begin_in_their_dates():
    floor = Floor(
        id="F", skill="dev", people=1, first=week(0), last=week(4) - timedelta(days=1)
    )
    (found,) = compile_problem(
        portfolio(project("P"), floors=(floor,)), now=week(2)
    ).floors
    assert (found.first, found.end, found.qualified) == (2, 4, (0, 1))


@pytest.mark.parametrize(("timeline", "weeks"), [({}, 1), ({"timeline": DAYS}, 5)])
def test_offers_are_priced_by_length(timeline, weeks):
    offer = Offer(
        engineer=engineer("Zoe"),
        notice_weeks=1,
        shortest_weeks=1,
        longest_weeks=2,
        fixed_price=100,
        weekly_price=Decimal("33.33"),
    )
    (found,) = compile_problem(
        portfolio(project("P"), offers=(offer,), **timeline)
    ).offers
    assert (found.earliest, found.shortest, found.longest) == (weeks, weeks, 2 * weeks)
    assert found.prices[weeks] == 13333
    assert found.prices[2 * weeks] == 16666


def test_a_running_fixed_team_pauses_while_a_member_is_away():
    begun = Progress(
        status="running", started=week(0), team=[{"engineer": "Ann", "demand": "dev"}]
    )
    people = [engineer("Ann", absences=(away(2, 3),))]
    package = compiled(fixed("A", 3, progress=begun), None, week(2), people=people)
    assert package.started.pauses == (2, 3)
    assert package.started.ends == (5,)


def test_a_running_pool_may_end_at_any_length_of_its_range_after_now():
    begun = Progress(status="running", started=week(0))
    package = compiled(
        pool("A", asks=[demand(effort=60)], shortest=1, longest=4, progress=begun),
        plan({"A": (0, 3)}, {("A", "Ann"): {0: 20, 1: 15, 2: 25}}),
        week(2),
    )
    assert package.started.ends == (3, 4)
    assert package.started.remaining == (2500,)
    assert package.started.worked == {0}


def test_lengths_for_which_the_timeline_is_too_short_are_left_out():
    (way,) = compiled(pool("A", 60, shortest=1, longest=1_000_000)).ways
    assert (way.shortest, way.longest) == (1, 10)
    (way,) = compiled(fixed("A", 1_000)).ways
    assert (way.shortest, way.longest) == (1_000, 1_000)
