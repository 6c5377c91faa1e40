"""From schedules to plans and back."""

import pytest

from benchmarks.fuzz.cases import case_of_seed
from benchmarks.fuzz.chance import SMALL
from optimizer.decoding import decode
from optimizer.encoding import encode
from optimizer.plan.check import check
from optimizer.plan.complete import as_planned, complete
from optimizer.portfolio.people import Offer
from optimizer.portfolio.work import Progress
from optimizer.problem.compiling import compile_problem
from optimizer.problem.schedule import Engaged, Run, Schedule
from optimizer.search.schedule_generation import greedy
from tests.optimizer.plan.tiny import (
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


def hours(answer):
    """(package, person) → hours by day."""
    return {(row.package, row.engineer): row.hours for row in answer.assignments}


def test_a_fixed_team_works_from_start_to_end():
    work = portfolio(fixed("A", 2))
    schedule = Schedule((True,), {0: Run(3, 2, 0, ((1, 0),))})
    answer = decode(compile_problem(work), work, schedule)
    assert answer.selected == ("P",)
    assert (answer.packages[0].start, answer.packages[0].periods) == (week(3), 2)
    assert hours(answer) == {("A", "Ben"): hours_of({3: 40, 4: 40})}


def test_an_effort_driven_team_ends_with_a_cut():
    work = portfolio(effort("A", 100))
    schedule = Schedule((True,), {0: Run(0, 2, 0, ((0, 0), (1, 0)))})
    answer = decode(compile_problem(work), work, schedule)
    assert hours(answer) == {
        ("A", "Ann"): hours_of({0: 40, 1: 10}),
        ("A", "Ben"): hours_of({0: 40, 1: 10}),
    }


def test_hours_of_pools_are_those_of_the_schedule():
    work = portfolio(pool("A", 50, 2))
    served = {(0, 0, 0, 1): 2500, (0, 0, 1, 2): 2500}
    answer = decode(
        compile_problem(work), work, Schedule((True,), {0: Run(1, 2, 0)}, served)
    )
    assert hours(answer) == {
        ("A", "Ann"): hours_of({1: 25}),
        ("A", "Ben"): hours_of({2: 25}),
    }


def test_engagements_end_on_their_last_friday():
    work = portfolio(project("P"), people=[], offers=(Offer(engineer=engineer("Zoe")),))
    schedule = Schedule((True,), {}, {}, {0: Engaged(0, 2, 4)})
    (engagement,) = decode(compile_problem(work), work, schedule).engagements
    assert (engagement.offer, engagement.first) == ("Zoe", week(2))
    assert engagement.last.isoformat() == "2026-01-30"


def test_hours_before_now_are_those_of_the_running_plan():
    work = portfolio(fixed("A", 3), people=["Ann"], now=week(1))
    running = plan({"A": (0, 3)}, {("A", "Ann"): {0: 30, 1: 40, 2: 40}})
    problem = compile_problem(work, running)
    answer = decode(problem, work, encode(problem, running), running)
    assert hours(answer) == {("A", "Ann"): hours_of({0: 30, 1: 40, 2: 40})}


def test_what_is_done_keeps_its_team_although_nobody_knows_the_hours():
    done = Progress(status="done", started=week(0), finished=week(1))
    work = portfolio(fixed("A", 2, progress=done), now=week(3))
    running = plan({"A": (3, 2)}, {("A", "Ann"): {3: 40, 4: 40}})
    problem = compile_problem(work, running)
    answer = decode(problem, work, encode(problem, running), running)
    assert hours(answer) == {("A", "Ann"): {}}
    assert check(answer, work, running).accepted


@pytest.mark.parametrize("seed", range(43_000, 43_040))
def test_a_plan_survives_being_encoded_and_decoded(seed):
    case = case_of_seed(seed, SMALL)
    baseline = case.baseline and as_planned(case.baseline, case.portfolio)
    problem = compile_problem(case.portfolio, baseline, case.now)
    schedule = greedy(problem, "value", 0, 0.0)
    if schedule is None:
        return
    answer = decode(problem, case.portfolio, schedule, baseline)
    again = decode(problem, case.portfolio, encode(problem, answer), baseline)
    assert again == answer


@pytest.mark.parametrize("seed", range(43_100, 43_130))
def test_every_hour_is_named_as_the_checker_prescribes(seed):
    case = case_of_seed(seed, SMALL)
    baseline = case.baseline and as_planned(case.baseline, case.portfolio)
    problem = compile_problem(case.portfolio, baseline, case.now)
    schedule = greedy(problem, "value", 0, 0.0)
    if schedule is None:
        return
    answer = decode(problem, case.portfolio, schedule, baseline)
    pools = {p.id for _, p in case.portfolio.packages if p.staffing == "pool"}
    without = tuple(
        row if row.package in pools else row.replace(hours=None)
        for row in answer.assignments
    )
    bare = answer.replace(assignments=without)
    assert complete(bare, case.portfolio, baseline, case.now) == answer


def test_what_a_plan_has_of_unknown_things_is_left_out():
    work = portfolio(fixed("A"))
    other = plan(
        {"A": (2, 2), "X": (0, 1)}, team("A", "Ann", "Zoe"), selected=("P", "Q")
    )
    schedule = encode(compile_problem(work), other)
    assert schedule.selected == (True,)
    assert schedule.runs == {0: Run(2, 2, 0, ((0, 0),))}
