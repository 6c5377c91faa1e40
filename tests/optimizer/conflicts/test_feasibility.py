"""Whether there is a plan, asked many times."""

from optimizer.conflicts.feasibility import Feasibility
from optimizer.conflicts.terms import Terms
from optimizer.plan.effort import Control, Limits
from optimizer.plan.goals import Measure, MeasureLimit
from tests.optimizer.plan.tiny import bare, effort, fixed, portfolio, project, week

LIMITS = Limits(deterministic=10, workers=1)


def feasibility(limits=LIMITS, control=None):
    return Feasibility.of(None, None, limits, control or Control())


def two_for_ann(**fields):
    work = (
        project("P", fixed("A", 4), mandatory=True, **fields),
        project("Q", fixed("B", 4), mandatory=True, **fields),
    )
    return Terms(portfolio(*work, people=["Ann"]))


def test_a_plan_is_found_and_remembered_for_terms_that_it_keeps():
    asked = feasibility()
    assert asked.possible(two_for_ann()) is True
    assert asked.solves == 1
    assert asked.possible(two_for_ann(deadline=week(7))) is True
    assert asked.solves == 1
    assert len(asked.plans) == 1


def test_what_is_impossible_is_proven_once_or_twice():
    asked = feasibility()
    assert asked.possible(two_for_ann(deadline=week(5))) is False
    assert asked.impossible_twice(two_for_ann(deadline=week(5)))
    assert not asked.impossible_twice(two_for_ann())


def test_a_contradiction_needs_no_search():
    late = Terms(portfolio(project("P", effort("A", 9999), mandatory=True)))
    asked = feasibility()
    assert asked.possible(late) is False
    assert asked.solves == 0
    assert asked.impossible_twice(late)


def test_limits_on_measures_are_part_of_the_terms():
    work = portfolio(project("P", bare("A", 2), mandatory=True))
    short = MeasureLimit(measure=Measure.MAKESPAN, at_most=1)
    enough = MeasureLimit(measure=Measure.MAKESPAN, at_most=2)
    assert feasibility().possible(Terms(work, (short,))) is False
    assert feasibility().possible(Terms(work, (enough,))) is True


def test_nothing_is_claimed_where_no_effort_is_left():
    asked = feasibility(Limits(deterministic=0, workers=1))
    assert asked.possible(two_for_ann()) is None
    assert not asked.impossible_twice(two_for_ann(deadline=week(5)))


def test_nothing_is_claimed_after_a_request_to_stop():
    control = Control()
    control.stop.set()
    asked = feasibility(control=control)
    assert asked.possible(two_for_ann()) is None
    assert not asked.impossible_twice(two_for_ann(deadline=week(5)))
