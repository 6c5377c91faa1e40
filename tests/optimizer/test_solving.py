"""The one entry: outcomes, proofs, repeatability, and how to stop it."""

from fractions import Fraction
from threading import Event

import pytest

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL
from optimizer import (
    Control,
    Goals,
    Limits,
    Measure,
    SolveStatus,
    check,
    measure,
    solve,
)
from optimizer.cpsat.goals import tier_sign
from optimizer.errors import InvalidPlan, InvalidPortfolio
from optimizer.plan.goals import Tier
from optimizer.portfolio.project import ValueStep
from optimizer.portfolio.work import Progress
from optimizer.problem.compiling import compile_problem
from optimizer.solving import _value_bound, most_value, without
from tests.optimizer.plan.tiny import (
    bare,
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

UNITS = Limits(deterministic=2, workers=1)
NET_VALUE = Goals.single(Measure.NET_VALUE)


def crowded():
    """Three projects of two efforts each; late, all three, for two people."""
    projects = [
        project(
            n,
            effort(f"{n}1"),
            effort(f"{n}2", 40),
            value=10 + k,
            delay_cost=1,
            due=week(k),
        )
        for k, n in enumerate("PQR")
    ]
    return portfolio(*projects)


def shared():
    """Three pools and three teams that three people share in many equal ways."""
    projects = [
        project(
            n,
            pool(n, 60, 2),
            fixed(f"{n}1", 1),
            value=10 + k,
            delay_cost=1,
            due=week(k),
        )
        for k, n in enumerate("PQR")
    ]
    return portfolio(*projects, people=["Ann", "Ben", "Cem"])


def test_an_outcome_has_a_plan_its_measures_and_its_proof():
    work = crowded()
    outcome = solve(work, NET_VALUE, UNITS)
    assert outcome.status is SolveStatus.OPTIMAL
    assert check(outcome.plan, work).accepted
    assert outcome.measures == measure(outcome.plan, work).as_dict()
    assert (
        outcome.tiers[0].value
        == outcome.tiers[0].bound
        == outcome.measures["net_value"]
    )
    assert outcome.convergence[-1].seconds <= outcome.certificate.seconds
    assert (outcome.stopped, outcome.certificate.engine) == ("", "cpsat")


@pytest.mark.parametrize("workers", [1, 4])
def test_the_same_units_and_seed_give_the_same_plan(workers):
    limits = Limits(deterministic=0.05, workers=workers, seed=5)
    one, other = (solve(crowded(), limits=limits) for _ in range(2))
    assert one.plan == other.plan
    assert one.certificate.repeatable
    assert one.certificate.input_hash == other.certificate.input_hash


@pytest.mark.parametrize("work", [crowded(), shared()])
def test_seeds_do_not_matter_where_everything_is_proven(work):
    goals = Goals(
        tiers=(
            Tier(weights={Measure.NET_VALUE: 1}),
            Tier(weights={Measure.MAKESPAN: 1}),
        )
    )
    found = [
        solve(work, goals, Limits(deterministic=8, workers=1, seed=seed))
        for seed in range(4)
    ]
    assert {tier.status for one in found for tier in one.tiers} == {SolveStatus.OPTIMAL}
    assert all(one.plan == found[0].plan for one in found)


def test_who_stops_gets_the_best_plan_so_far():
    control = Control()

    def enough(point):
        if point.value is not None:
            control.stop.set()

    watched = Control(watch=enough, stop=control.stop)
    case = case_of_seed(3, SMALL)
    outcome = solve(
        case.portfolio,
        limits=Limits(seconds=100, workers=1),
        control=watched,
        baseline=case.baseline,
    )
    assert outcome.stopped == "Stopped on request."
    assert not outcome.certificate.repeatable
    assert outcome.plan is not None
    assert outcome.verdict.accepted


def test_who_stops_before_there_is_a_plan_gets_none():
    stop = Event()
    stop.set()
    work = portfolio(project("P", effort("A"), mandatory=True))
    outcome = solve(work, limits=UNITS, control=Control(stop=stop))
    assert outcome.status is SolveStatus.CANCELLED
    assert outcome.plan is None


def test_too_little_effort_is_said_and_may_be_repeated():
    outcome = solve(crowded(), limits=Limits(deterministic=0.001, workers=1))
    assert outcome.stopped == "The limit of effort ended the search."
    assert outcome.certificate.repeatable


def test_too_little_time_is_said_and_may_not_be_repeated():
    outcome = solve(crowded(), limits=Limits(seconds=0.001, workers=1))
    assert "time limit" in outcome.stopped
    assert not outcome.certificate.repeatable


def test_a_model_that_cannot_be_built_in_the_time_is_not_built():
    running = solve(crowded(), limits=UNITS).plan
    short = Limits(seconds=0.001, workers=1)
    outcome = solve(crowded(), NET_VALUE, short, starts=(running,))
    assert outcome.certificate.engine == "search"
    assert outcome.plan.packages == running.packages
    assert outcome.tiers[0].bound == 10 + 11 + 12
    assert "too large to build in time" in outcome.notes[0].message


def test_a_tier_that_only_a_bound_knows_leaves_the_search_repeatable():
    people = [engineer("Ann", cost_per_hour=50), engineer("Ben", cost_per_hour=30)]
    work = portfolio(
        project("P", effort("A", 100), value=1, mandatory=True), people=people
    )
    goals = Goals(
        tiers=(Tier(weights={Measure.VALUE: 1}), Tier(weights={Measure.COST: 1}))
    )
    outcome = solve(work, goals, Limits(seconds=100, workers=1))
    assert (outcome.stopped, outcome.certificate.repeatable) == ("", True)


@pytest.mark.parametrize("seed", [22, 122, 138])
def test_no_search_tells_more_than_its_plan_has_and_its_proof_says(seed):
    case = case_of_seed(seed, SMALL)  # the model takes more for possible than is
    goals = Goals.default(with_baseline=case.baseline is not None)
    outcome = solve(
        case.portfolio,
        goals,
        Limits(deterministic=2, workers=1),
        case.baseline,
        case.now,
    )
    signs = {tier.name: tier_sign(tier) for tier in goals.tiers}
    had = {tier.name: tier.value for tier in outcome.tiers}
    told = [point for point in outcome.convergence if point.value is not None]
    assert {point.tier for point in told} <= set(had)
    assert told
    for point in told:
        sign = signs[point.tier]
        assert sign * point.value >= sign * had[point.tier]
    unproven = {tier.name for tier in outcome.tiers if tier.bound is None}
    assert all(p.bound is None for p in outcome.convergence if p.tier in unproven)


def test_a_portfolio_with_errors_is_refused_with_all_of_them():
    with pytest.raises(InvalidPortfolio) as refused:
        solve(
            portfolio(
                fixed("A", asks=(), predecessors=("X",)), fixed("B", uses={"Y": 1})
            )
        )
    assert len(refused.value.issues) >= 2


def test_a_running_plan_of_something_else_is_refused():
    with pytest.raises(InvalidPlan, match="X") as refused:
        solve(portfolio(bare("A")), baseline=plan({"X": (0, 1)}))
    assert "keep who has left" in str(refused.value)


def test_what_cannot_be_selected_is_left_out_and_named():
    work = portfolio(
        project("P", fixed("A", headcount=5), value=9),
        project("Q", fixed("B"), value=1),
    )
    outcome = solve(work, NET_VALUE, UNITS)
    assert outcome.plan.selected == ("Q",)
    assert any("P" in note.where or "A" in note.where for note in outcome.notes)


def test_hours_that_the_running_plan_leaves_out_are_those_planned_then():
    """Progress and now are later news: they change nothing of what was planned."""
    begun = Progress(
        status="running", started=week(0), team=[{"engineer": "Ann", "demand": "dev"}]
    )
    work = portfolio(effort("A", 160, progress=begun), people=["Ann"], now=week(2))
    running = plan({"A": (0, 4)}, team("A", "Ann"))
    outcome = solve(work, limits=UNITS, baseline=running)
    assert outcome.plan.packages[0].periods == 4
    assert check(outcome.plan, work, running).accepted


def test_a_plan_without_changes_is_the_running_plan():
    work = portfolio(project("P", fixed("A"), fixed("B"), pool("C", 40, 2), value=1))
    running = solve(work, limits=UNITS).plan
    outcome = solve(work, limits=UNITS, baseline=running)
    assert outcome.plan.packages == running.packages
    assert outcome.measures["moves"] == outcome.measures["shift"] == 0


def test_no_more_value_than_all_projects_have_is_ever_claimed(monkeypatch):
    monkeypatch.setattr(
        "optimizer.solving.value_bound", lambda problem, seconds: 10**15
    )
    problem = compile_problem(crowded())
    assert _value_bound(problem, 1.0) == Fraction(10 + 11 + 12)


def test_without_time_for_a_relaxation_all_projects_are_the_bound(monkeypatch):
    monkeypatch.setattr("optimizer.solving.value_bound", None)
    problem = compile_problem(crowded())
    assert _value_bound(problem, 0.0) == Fraction(10 + 11 + 12)
    spent = Limits(deterministic=0.0, workers=1)
    assert solve(crowded(), NET_VALUE, spent).tiers[0].bound == 10 + 11 + 12


@pytest.mark.parametrize(
    ("fields", "most"),
    [
        ({"value": 5}, 5),
        ({"value": 5, "decision": "out"}, 0),
        ({"value": 5, "value_steps": (ValueStep(late=1, value=8),), "due": week(0)}, 8),
        ({"scores": {"harm": 1}}, 0),
    ],
)
def test_the_most_that_a_project_can_deliver(fields, most):
    work = portfolio(project("P", **fields), drivers={"harm": -2})
    assert most_value(compile_problem(work)) == 100 * most


def test_projects_that_must_be_in_are_not_barred_in_silence():
    work = portfolio(project("P", mandatory=True), project("Q"))
    problem = without(compile_problem(work), {"P", "Q"})
    assert [project.barred for project in problem.projects] == [False, True]
