"""Parts of a schedule that are solved again."""

from dataclasses import replace
from random import Random
from threading import Event

import pytest

from optimizer.cpsat.solver import Effort
from optimizer.decoding import decode
from optimizer.plan import check
from optimizer.plan.effort import Limits
from optimizer.portfolio.resources import Facility
from optimizer.problem.compiling import compile_problem
from optimizer.problem.schedule import Run, Schedule
from optimizer.search.neighbourhoods import (
    Neighbourhoods,
    last_end,
    restricted,
    suits,
)
from optimizer.search.polishing import Polish
from tests.optimizer.plan.tiny import (
    bare,
    effort,
    engineer,
    fixed,
    portfolio,
    project,
)

ONE_CALL = Effort(seconds=100.0, workers=1, seed=0, lean=True)


def rig_work(capacity=1):
    """Three packages of two weeks that all need one rig."""
    packages = [bare(name, 2, uses={"rig": 1}) for name in "ABC"]
    work = portfolio(
        project("P", *packages, mandatory=True),
        facilities=(Facility(id="rig", capacity=capacity),),
    )
    return work, compile_problem(work)


def one_after_the_other(problem, starts):
    runs = {index: Run(start, 2, 0) for index, start in enumerate(starts)}
    return Schedule(selected=(True,), runs=runs)


def test_a_free_part_closes_the_gaps():
    work, problem = rig_work()
    late = one_after_the_other(problem, (0, 3, 7))
    attempt = Neighbourhoods(problem).solve(late, {1, 2}, ONE_CALL, Event())
    assert last_end(attempt.schedule) == 6
    assert check(decode(problem, work, attempt.schedule), work).accepted


def test_a_part_without_anything_sooner_is_exhausted():
    _, problem = rig_work()
    tight = one_after_the_other(problem, (0, 2, 4))
    attempt = Neighbourhoods(problem).solve(tight, {0, 1, 2}, ONE_CALL, Event())
    assert attempt.schedule is None
    assert attempt.exhausted


def test_what_is_not_free_keeps_its_order_on_a_facility():
    _, problem = rig_work()
    schedule = one_after_the_other(problem, (5, 0, 3))
    links = set(restricted(problem, schedule, {1}, 7).links)
    order = {(link.predecessor, link.successor) for link in links}
    assert order == {(2, 0)}


def test_what_ended_before_a_part_keeps_its_dates():
    _, problem = rig_work()
    schedule = one_after_the_other(problem, (0, 3, 7))
    first = restricted(problem, schedule, {2}, 8).packages[0]
    assert (first.earliest, first.latest_start) == (0, 0)


def test_what_is_not_free_keeps_its_people():
    work = portfolio(
        project("P", fixed("A", 1), fixed("B", 1), mandatory=True),
        engineers=(engineer("ann"), engineer("ben")),
    )
    problem = compile_problem(work)
    runs = {0: Run(0, 1, 0, ((1, 0),)), 1: Run(1, 1, 0, ((1, 0),))}
    near = restricted(problem, Schedule((True,), runs), {1}, 1)
    assert near.packages[0].ways[0].demands[0].qualified == (1,)
    assert near.packages[1].ways[0].demands[0].qualified == (0, 1)


@pytest.mark.parametrize("size", [1, 3])
def test_a_part_has_the_size_that_is_asked_for(size):
    _, problem = rig_work()
    schedule = one_after_the_other(problem, (0, 2, 4))
    part = Neighbourhoods(problem).choose(schedule, size, Random(3))
    assert part <= {0, 1, 2}
    assert 1 <= len(part) <= size + 1


def test_effort_is_not_for_neighbourhoods():
    work = portfolio(project("P", effort("A", 40)))
    assert not suits(compile_problem(work))


def test_polishing_ends_at_the_bound():
    work, problem = rig_work()
    late = one_after_the_other(problem, (0, 3, 7))
    polish = Polish(problem, Limits(seconds=100.0, workers=2), Event())
    found = list(polish.better(late, 6, 100.0))
    assert last_end(found[-1]) == 6
    assert check(decode(problem, work, found[-1]), work).accepted


def test_polishing_leaves_repeatable_searches_alone():
    _, problem = rig_work()
    late = one_after_the_other(problem, (0, 3, 7))
    polish = Polish(problem, Limits(deterministic=1.0), Event())
    assert list(polish.better(late, 6, 5.0)) == []


def test_polishing_ends_when_asked_to():
    _, problem = rig_work()
    late = one_after_the_other(problem, (0, 3, 7))
    stop = Event()
    stop.set()
    polish = replace(Polish(problem, Limits(), Event()), stop=stop)
    assert list(polish.better(late, 6, 5.0)) == []
