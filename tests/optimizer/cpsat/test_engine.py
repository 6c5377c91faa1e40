"""The exact search: what it may claim, and the plan it chooses among equals."""

from fractions import Fraction

import pytest

from optimizer.cpsat.canonical import canonical_order, same_runs
from optimizer.cpsat.clock import Clock
from optimizer.cpsat.engine import ExactSearch
from optimizer.cpsat.extraction import extract, hint_schedule
from optimizer.cpsat.incumbent import Judgement
from optimizer.cpsat.model import build_model
from optimizer.cpsat.solver import Effort, call
from optimizer.errors import EngineFault
from optimizer.plan.effort import Control, Limits
from optimizer.plan.goals import Goals, Measure
from optimizer.plan.outcome import SolveStatus
from optimizer.problem.compiling import compile_problem
from optimizer.problem.schedule import Engaged, Run, Schedule
from tests.optimizer.cpsat.deciding import solved
from tests.optimizer.plan.tiny import bare, effort, fixed, portfolio, project, week

VALUE = Goals.single(Measure.VALUE)


def search(work, judge, units=1.0):
    clock = Clock(Limits(deterministic=units, workers=1))
    return ExactSearch.of(compile_problem(work), VALUE, clock, Control(), judge)


def refuse(schedule):
    return Judgement(accepted=False, tiers=(Fraction(0),))


def accept(schedule):
    return Judgement(accepted=True, tiers=(Fraction(7),))


def one_week():
    """One package with three possible starts, which must be."""
    return portfolio(
        project("P", bare("A", 1, latest=week(2)), value=7, mandatory=True)
    )


def test_what_the_checker_refuses_one_by_one_is_infeasible_without_pools():
    found = search(one_week(), refuse).run()
    assert found.infeasible
    assert found.schedule is None


def test_nothing_is_infeasible_once_something_unproven_was_forbidden():
    searching = search(one_week(), refuse)
    searching.cuts.whole = False
    found = searching.run()
    assert not found.infeasible
    assert found.tiers[0].bound is None


def test_existence_is_unknown_once_something_unproven_was_forbidden():
    searching = search(one_week(), refuse)
    assert searching.exists() is False
    searching = search(one_week(), refuse)
    searching.cuts.whole = False
    assert searching.exists() is None
    assert search(one_week(), accept).exists() is True


def test_a_plan_that_the_model_forbids_is_our_fault():
    searching = search(one_week(), accept)
    searching.incumbent.offer(Schedule((True,), {0: Run(0, 1, 0)}))
    searching.incumbent.tiers = (Fraction(6),)
    searching.variables.model.add_bool_or([])
    with pytest.raises(EngineFault, match="forbids"):
        searching.run()


def shortest(work):
    """A search for the makespan that begins with a plan of two weeks."""

    def judge(schedule):
        ends = [run.end for run in schedule.runs.values()]
        return Judgement(accepted=True, tiers=(Fraction(max(ends)),))

    clock = Clock(Limits(deterministic=5.0, workers=1))
    goals = Goals.single(Measure.MAKESPAN)
    searching = ExactSearch.of(compile_problem(work), goals, clock, Control(), judge)
    assert searching.offer(Schedule((True,), {0: Run(1, 1, 0)}))
    return searching


def test_refuting_what_is_better_proves_a_makespan_without_minimising(monkeypatch):
    searching = shortest(one_week())
    searching.refuting = True
    monkeypatch.delattr(ExactSearch, "_call")
    (tier,) = searching.run().tiers
    assert (tier.value, tier.bound, tier.status) == (1, 1, SolveStatus.OPTIMAL)


def test_refuting_claims_nothing_once_something_unproven_was_forbidden():
    searching = shortest(one_week())
    searching.refuting = True
    searching.cuts.whole = False
    (tier,) = searching.run().tiers
    assert (tier.value, tier.bound) == (1, None)


def test_a_bound_that_a_plan_has_passed_is_not_claimed():
    searching = shortest(one_week())
    searching.bound = 3
    (tier,) = searching.run().tiers
    assert (tier.value, tier.bound, tier.status) == (2, None, SolveStatus.FEASIBLE)


def test_infeasibility_is_proven_twice():
    searching = search(one_week(), accept)
    assert not searching.confirm_infeasible()
    searching.variables.model.add_bool_or([])
    assert searching.confirm_infeasible()


@pytest.mark.parametrize(
    ("limits", "spent", "left"),
    [(Limits(deterministic=5), 2.0, 3.0), (Limits(deterministic=5), 6.0, -1.0)],
)
def test_units_are_what_is_left_of_a_deterministic_limit(limits, spent, left):
    clock = Clock(limits, spent=spent)
    assert clock.left() == left
    assert clock.effort(1.5).deterministic == 1.5
    assert clock.effort(1.5).seconds == float("inf")


def test_a_clock_that_cut_short_may_not_be_repeated_unless_it_counts_units():
    assert Clock(Limits(seconds=1)).repeatable
    assert not Clock(Limits(seconds=1), cut_short=True).repeatable
    assert Clock(Limits(deterministic=1), cut_short=True).repeatable


def test_among_equals_packages_start_early_with_the_first_people():
    variables = build_model(compile_problem(portfolio(fixed("A", 2), effort("B", 80))))
    variables.model.add(sum(variables.selected) == 1)
    variables.model.minimize(canonical_order(variables))
    solver, _ = solved(variables)
    found = extract(variables, tuple(solver.response_proto.solution))
    assert found.runs == {0: Run(0, 2, 0, ((0, 0),)), 1: Run(0, 2, 0, ((1, 0),))}


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (
            Schedule((True,), {0: Run(0, 2, 0, ((1, 0), (0, 0)))}, {(1, 0, 0, 0): 5}),
            True,
        ),
        (Schedule((True,), {0: Run(1, 2, 0, ((0, 0), (1, 0)))}), False),
        (Schedule((True,), {0: Run(0, 2, 0, ((0, 0),))}), False),
        (Schedule((True,), {}), False),
        (
            Schedule(
                (True,), {0: Run(0, 2, 0, ((0, 0), (1, 0)))}, {}, {0: Engaged(0, 0, 1)}
            ),
            False,
        ),
    ],
)
def test_schedules_with_the_same_runs(other, same):
    one = Schedule((True,), {0: Run(0, 2, 0, ((0, 0), (1, 0)))})
    assert same_runs(one, other) is same


def test_a_hinted_schedule_is_completed_as_it_is():
    schedule = Schedule(
        (True,), {0: Run(4, 2, 0, ((1, 0),)), 1: Run(6, 2, 0, ((1, 0),))}
    )
    variables = build_model(compile_problem(portfolio(fixed("A", 2), effort("B", 80))))
    hint_schedule(variables, schedule)
    effort_of_hint = Effort(60, 1, 0, fix_hints=True)
    answer = call(variables.model, effort_of_hint, Control().stop)
    assert same_runs(extract(variables, answer.values), schedule)
