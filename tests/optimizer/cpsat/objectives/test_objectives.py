"""Every objective against the measure of the plan that the model means."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from benchmarks.fuzz.cases import case_of_seed
from optimizer.cpsat.extraction import extract
from optimizer.cpsat.model import build_model
from optimizer.cpsat.objectives import OBJECTIVES, objective_share
from optimizer.decoding import decode
from optimizer.errors import UnsupportedGoal
from optimizer.plan.check import check
from optimizer.plan.complete import as_planned
from optimizer.plan.goals import Measure
from optimizer.plan.ledger import Ledger
from optimizer.plan.measures import MEASURES
from optimizer.portfolio.people import Offer
from optimizer.portfolio.project import ValueStep
from optimizer.portfolio.work import Link, PackageLocks, Progress
from optimizer.problem.compiling import compile_problem
from optimizer.search.schedule_generation import greedy
from tests.optimizer.cpsat.deciding import decide, fixed_to, solved
from tests.optimizer.plan.tiny import (
    away,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    hours_of,
    plan,
    pool,
    portfolio,
    project,
    team,
    week,
)

GOALS = sorted(set(Measure) - {Measure.OBJECTIVE_SHARE})


def optimised(variables, goal):
    """The best value of a measure's expression, and the solver that found it."""
    found = OBJECTIVES[goal].expression(variables)
    variables.model.minimize(-found.linear if goal.more_is_better else found.linear)
    solver, possible = solved(variables)
    assert possible
    return Fraction(solver.value(found.linear), found.unit), solver


def outcome(work, goal, baseline=None, now=None, **decisions):
    """What the model says of a measure, and what the measure of its plan is."""
    problem = compile_problem(work, baseline, now)
    variables = decide(build_model(problem), **decisions)
    said, solver = optimised(variables, goal)
    answer = decode(
        problem,
        work,
        extract(variables, tuple(solver.response_proto.solution)),
        baseline,
    )
    assert check(answer, work, baseline, now).accepted
    return said, Fraction(MEASURES[goal].measured(Ledger(answer, work, baseline, now)))


@pytest.mark.parametrize("seed", range(42_000, 42_030))
def test_every_objective_is_its_measure_or_bounds_it(seed):
    case = case_of_seed(seed)
    if case.baseline is not None:
        case = replace(case, baseline=as_planned(case.baseline, case.portfolio))
    problem = compile_problem(case.portfolio, case.baseline, case.now)
    schedule = greedy(problem, "value", 0, 0.0)
    if schedule is None:
        return
    answer = decode(problem, case.portfolio, schedule, case.baseline)
    ledger = Ledger(answer, case.portfolio, case.baseline, case.now)
    if not check(answer, case.portfolio, case.baseline, case.now).accepted:
        return
    for goal in GOALS:
        variables = fixed_to(build_model(problem), schedule)
        said, _ = optimised(variables, goal)
        measured = Fraction(MEASURES[goal].measured(ledger))
        if OBJECTIVES[goal].expression(variables).exact:
            assert said == measured, goal
        elif goal.more_is_better:
            assert said >= measured, goal
        else:
            assert said <= measured, goal


@pytest.mark.parametrize(
    ("start", "value"), [(0, 100), (2, 100), (3, 90), (6, 60), (8, 40)]
)
@pytest.mark.parametrize("goal", [Measure.VALUE, Measure.NET_VALUE])
def test_value_falls_with_every_period_late(start, value, goal):
    late = project("P", bare("A", 2), value=100, delay_cost=10, due=week(3))
    assert outcome(portfolio(late), goal, starts={"A": start}) == (value, value)


@pytest.mark.parametrize(
    ("start", "value"), [(2, 100), (3, 70), (4, 70), (5, 20), (8, 20)]
)
def test_value_falls_in_steps(start, value):
    steps = (ValueStep(late=1, value=70), ValueStep(late=3, value=20))
    late = project("P", bare("A", 2), value=100, value_steps=steps, due=week(3))
    assert outcome(portfolio(late), Measure.VALUE, starts={"A": start}) == (
        value,
        value,
    )


def test_a_mandatory_project_may_be_worth_less_than_nothing():
    late = project(
        "P",
        bare("A", 2),
        value=10,
        delay_cost=10,
        due=week(0),
        mandatory=True,
        floor=-25,
    )
    assert outcome(portfolio(late), Measure.VALUE, starts={"A": 8}) == (-25, -25)


def test_value_over_more_periods_than_have_literals():
    late = project("P", bare("A", 2), value=1000, delay_cost=1, due=week(3))
    work = portfolio(late, timeline={"start": week(0), "horizon": 90})
    assert outcome(work, Measure.VALUE, starts={"A": 80}) == (922, 922)
    assert outcome(work, Measure.VALUE, starts={"A": 1}) == (1000, 1000)


def test_value_loss_counts_what_is_late_and_what_is_dropped():
    work = portfolio(
        project("P", bare("A", 2), value=100, delay_cost=10, due=week(3)),
        project("Q", value=30),
    )
    decisions = {"selected": "P", "starts": {"A": 5}}
    assert outcome(work, Measure.VALUE_LOSS, **decisions) == (60, 60)


@pytest.mark.parametrize(
    ("engagement", "net"), [((0, 2), 100 - 50 - 20), ((0, 5), 0), (None, None)]
)
def test_net_value_pays_for_engagements(engagement, net):
    work = portfolio(
        project("P", fixed("A", 2), value=100),
        people=[],
        offers=(Offer(engineer=engineer("Zoe"), fixed_price=50, weekly_price=10),),
    )
    if engagement is None:
        assert outcome(work, Measure.NET_VALUE, selected=()) == (0, 0)
    else:
        decisions = {"starts": {"A": 0}, "engaged": {"Zoe": engagement}}
        assert outcome(work, Measure.NET_VALUE, **decisions) == (net, net)


@pytest.mark.parametrize(("start", "count"), [(2, 1), (3, 0)])
def test_on_time_counts_selected_projects_with_packages(start, count):
    work = portfolio(
        project("P", bare("A", 2), due=week(3)), project("Q"), project("R", bare("B"))
    )
    decisions = {"selected": "PQ", "starts": {"A": start}}
    assert outcome(work, Measure.ON_TIME, **decisions) == (count, count)


@pytest.mark.parametrize(("selected", "span"), [("PQ", 7), ("P", 5), ((), 0)])
def test_makespan_is_the_last_end_of_what_is_selected(selected, span):
    work = portfolio(project("P", bare("A", 3)), project("Q", bare("B", 3)))
    decisions = {"selected": selected, "starts": {"A": 2, "B": 4}}
    assert outcome(work, Measure.MAKESPAN, **decisions) == (span, span)


def test_makespan_knows_what_is_done():
    done = Progress(status="done", started=week(0), finished=week(2))
    work = portfolio(bare("A", 3, progress=done), now=week(5))
    assert outcome(work, Measure.MAKESPAN) == (3, 3)


@pytest.fixture
def running():
    """Ann on A in weeks 2–3, Ben on B in 4–5, both on pool C in week 6."""
    staff = team("A", "Ann") | team("B", "Ben")
    hours = {("C", "Ann"): {6: 20}, ("C", "Ben"): {6: 20}}
    return plan(
        {"A": (2, 2), "B": (4, 2), "C": (6, 1)}, staff | hours, selected=("P", "Q")
    )


def three_packages():
    return portfolio(
        project("P", fixed("A"), fixed("B")),
        project("Q", pool("C", 40, 1)),
        people=["Ann", "Ben", "Cem"],
    )


@pytest.mark.parametrize(
    ("goal", "decisions", "number"),
    [
        (Measure.MOVES, {"teams": {"A": ("Ann",), "B": ("Ben",)}}, 0),
        (Measure.MOVES, {"teams": {"A": ("Ben",), "B": ("Ben",)}}, 1),
        (Measure.MOVES, {"teams": {"A": ("Ben",), "B": ("Cem",)}}, 2),
        (Measure.MOVES, {"selected": ("Q",)}, 0),
        (Measure.RELEASES, {"teams": {"A": ("Ann",), "B": ("Ben",)}}, 0),
        (Measure.RELEASES, {"teams": {"A": ("Ben",), "B": ("Cem",)}}, 2),
        (Measure.RELEASES, {"selected": ("Q",)}, 0),
        (Measure.SHIFT, {"starts": {"A": 2, "B": 4, "C": 6}}, 0),
        (Measure.SHIFT, {"starts": {"A": 0, "B": 7, "C": 6}}, 5),
        (Measure.SHIFT, {"starts": {"C": 9}, "selected": ("Q",)}, 3),
        (Measure.DROPPED, {}, 0),
        (Measure.DROPPED, {"selected": ("Q",)}, 2),
        (Measure.DROPPED, {"selected": ()}, 3),
    ],
)
def test_disruption_of_the_running_plan(running, goal, decisions, number):
    assert outcome(three_packages(), goal, running, **decisions) == (number, number)


def test_disruption_without_a_running_plan_is_none():
    problem = compile_problem(three_packages())
    for goal in (Measure.MOVES, Measure.RELEASES, Measure.SHIFT, Measure.DROPPED):
        assert OBJECTIVES[goal].expression(build_model(problem)).linear == 0


@pytest.mark.parametrize(
    ("must", "moves", "releases"),
    [((), 0, 1), (("Cem",), 1, 2), (("Ann", "Ben"), 0, 0)],
)
def test_people_in_pools_move_and_are_released(running, must, moves, releases):
    """40 hours in one week; somebody alone does all of them where that is allowed."""
    busy = pool("C", 40, 1, locks=PackageLocks(must=must))
    work = portfolio(
        project("P", fixed("A"), fixed("B")),
        project("Q", busy),
        people=["Ann", "Ben", "Cem"],
    )
    decisions = {
        "teams": {"A": ("Ann",), "B": ("Ben",)},
        "starts": {"A": 2, "B": 4, "C": 6},
    }
    said, measured = outcome(work, Measure.MOVES, running, **decisions)
    assert (said, measured) == (moves, moves)
    said, measured = outcome(work, Measure.RELEASES, running, **decisions)
    assert said == measured <= releases


@pytest.mark.parametrize(
    ("starts", "waits"),
    [((0, 2), 0), ((1, 3), 1), ((0, 4), 2), ((3, 9), 3 + 4)],
)
def test_waiting_counts_from_dates_and_links(starts, waits):
    work = portfolio(
        project("P", bare("A", 2)),
        project("Q", bare("B", 1, predecessors=(Link(package="A", soft=True),))),
    )
    decisions = {"starts": dict(zip("AB", starts, strict=True))}
    assert outcome(work, Measure.WAITING, **decisions) == (waits, waits)


def test_waiting_forgets_soft_links_of_what_is_not_selected():
    work = portfolio(
        project("P", bare("A", 2)),
        project(
            "Q",
            bare(
                "B", 1, predecessors=(Link(package="A", soft=True),), earliest=week(1)
            ),
        ),
    )
    assert outcome(work, Measure.WAITING, selected="Q", starts={"B": 4}) == (3, 3)


@pytest.mark.parametrize(("hours", "beyond"), [(40, 0), (50, 10), (60, 20)])
def test_overload_of_a_pool(hours, beyond):
    work = portfolio(
        pool("A", hours, 1), people=[engineer("Ann", overtime_limit=Decimal("0.5"))]
    )
    assert outcome(work, Measure.OVERLOAD, starts={"A": 0}) == (beyond, beyond)


def test_overload_of_a_team_is_bounded_only():
    keen = engineer("Ann", overtime_limit=Decimal("0.5"))
    work = portfolio(fixed("A", 1, overtime=True), people=[keen])
    assert (
        not OBJECTIVES[Measure.OVERLOAD]
        .expression(build_model(compile_problem(work)))
        .exact
    )
    assert outcome(work, Measure.OVERLOAD, starts={"A": 0}) == (0, 20)


@pytest.mark.parametrize(("team", "cost"), [(("Ann",), 4000), (("Ben",), 2400)])
def test_cost_of_a_fixed_team(team, cost):
    people = [engineer("Ann", cost_per_hour=50), engineer("Ben", cost_per_hour=30)]
    work = portfolio(fixed("A", 2), people=people)
    assert outcome(work, Measure.COST, starts={"A": 0}, teams={"A": team}) == (
        cost,
        cost,
    )


def test_cost_of_a_fixed_team_depends_on_its_dates():
    people = [engineer("Ann", cost_per_hour=50, absences=(away(3, share=0.5),))]
    work = portfolio(fixed("A", 2), people=people)
    assert outcome(work, Measure.COST, starts={"A": 0}) == (4000, 4000)
    assert outcome(work, Measure.COST, starts={"A": 2}) == (3000, 3000)
    assert outcome(work, Measure.COST) == (3000, 3000)


def test_cost_of_a_pool_by_name():
    people = [engineer("Ann", cost_per_hour=50), engineer("Ben", cost_per_hour=30)]
    work = portfolio(pool("A", 50, 1), people=people)
    assert outcome(work, Measure.COST) == (1700, 1700)


def test_cost_of_an_effort_is_bounded_by_its_cheapest_split():
    people = [engineer("Ann", cost_per_hour=50), engineer("Ben", cost_per_hour=30)]
    work = portfolio(effort("A", 80), people=people)
    said, measured = outcome(
        work, Measure.COST, starts={"A": 0}, teams={"A": ("Ann", "Ben")}
    )
    assert (said, measured) == (2400, 3200)


def test_cost_of_facts_is_part_of_the_cost():
    begun = Progress(status="running", started=week(0))
    work = portfolio(
        fixed("A", 3, progress=begun),
        people=[engineer("Ann", cost_per_hour=10)],
        now=week(1),
    )
    running = plan({"A": (0, 3)}, {("A", "Ann"): {0: 30, 1: 40, 2: 40}})
    assert outcome(work, Measure.COST, running) == (1100, 1100)


def test_fragmentation_counts_the_second_package_of_a_week():
    work = portfolio(pool("A", 10, 2), pool("B", 10, 2), people=["Ann"])
    assert outcome(work, Measure.FRAGMENTATION, starts={"A": 0, "B": 1}) == (1, 1)
    assert outcome(work, Measure.FRAGMENTATION) == (0, 0)


@pytest.mark.parametrize("goal", [Measure.BALANCE, Measure.HANDOVERS])
def test_what_staffing_decides_is_bounded_by_nothing(goal):
    found = OBJECTIVES[goal].expression(build_model(compile_problem(three_packages())))
    assert (found.linear, found.exact) == (0, False)


def test_a_share_is_no_goal():
    with pytest.raises(UnsupportedGoal, match="limit"):
        objective_share.expression(build_model(compile_problem(three_packages())))


@pytest.mark.parametrize("share", [Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)])
def test_effort_beyond_a_share(share):
    """60 of 180 hours are green where both are selected."""
    work = portfolio(
        project("P", effort("A", 60), objectives=("green",)),
        project("Q", pool("B", 120, 4, asks=[demand(effort=120)])),
    )
    for selected, of_all in (
        ("PQ", Fraction(1, 3)),
        ("P", Fraction(1)),
        ("Q", Fraction(0)),
    ):
        variables = decide(build_model(compile_problem(work)), selected=selected)
        beyond = objective_share.beyond(variables, "green", share)
        solver, _ = solved(variables)
        found = solver.value(beyond.linear)
        assert (found > 0) - (found < 0) == (of_all > share) - (of_all < share)


def test_hours_of_a_plan_are_those_of_the_fixture(running):
    assert running.assignments[-1].hours == hours_of({6: 20})
