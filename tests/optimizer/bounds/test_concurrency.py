"""The least time of packages of which only some can run at the same time."""

from random import Random

import pytest

from optimizer.bounds.makespan import least
from optimizer.bounds.milp import solve_exactly
from optimizer.plan import Measure
from optimizer.portfolio.resources import Facility
from optimizer.portfolio.work import Link
from optimizer.problem.compiling import compile_problem
from tests.optimizer.plan.tiny import (
    away,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    pool,
    portfolio,
    project,
    week,
)

TRIO = [engineer("Ann"), engineer("Ben"), engineer("Cem")]


def bound(*packages, people=TRIO, **fields):
    """Return the bound of one project that must be done."""
    chosen = project("P", *packages, mandatory=True)
    fields = {"timeline": {"start": week(0), "horizon": 30}, **fields}
    return least(compile_problem(portfolio(chosen, people=people, **fields))).makespan


def test_time_that_no_set_of_packages_can_use_is_counted():
    # Two of three people each: never two at once, though the hours are those of 6.
    assert bound(*(fixed(name, 3, headcount=2) for name in "ABC")) == 9


def test_what_fits_beside_is_free():
    large = [fixed(name, 3, headcount=2) for name in "ABC"]
    assert bound(*large, *(fixed(name, 3) for name in "XYZ")) == 9


def test_people_who_can_do_either_but_not_both_at_once_are_counted_once():
    people = [engineer("Ann", "dev", "ops"), engineer("Ben", "dev"), engineer("Cem")]
    both = [
        fixed(name, 2, asks=[demand("dev", headcount=2), demand("ops")])
        for name in "AB"
    ]
    assert bound(*both, people=people) == 4


@pytest.mark.parametrize("through", ["finish_start", "start_start"])
def test_links_keep_apart_what_people_would_not(through):
    # A, then M, and X not before M: only B and C are left to run beside X.
    packages = [
        fixed("A", 4, headcount=2),
        bare("M", 0, predecessors=(Link(package="A"),)),
        fixed("X", 9, predecessors=(Link(package="M", type=through),)),
        fixed("B", 4, headcount=2),
        fixed("C", 4, headcount=2),
    ]
    assert bound(*packages) == 13


def test_overlap_that_a_lag_allows_is_allowed():
    early = Link(package="A", lag=-1)
    assert bound(fixed("A", 4), fixed("B", 4, predecessors=(early,))) == 7


def test_windows_keep_apart_too():
    packages = [
        fixed("A", 3, headcount=2, latest=week(3)),
        fixed("B", 3, headcount=2, earliest=week(4)),
    ]
    assert bound(*packages) == 7


def test_facilities_are_sets_of_packages_too():
    packages = [bare(name, 2, uses={"lab": 2}) for name in "ABC"]
    lab = Facility(id="lab", capacity=3)
    assert bound(*packages, facilities=(lab,)) == 6


def test_shares_of_people_may_be_added_up():
    half = [demand(headcount=2, share=0.5)]
    pair = [engineer(name, max_team_packages=2) for name in ("Ann", "Ben")]
    assert bound(*(fixed(name, 3, asks=half) for name in "ABC"), people=pair) == 5


def test_work_that_may_be_spread_claims_no_period_for_itself():
    packages = [effort("A", 100), pool("B", 60, shortest=1, longest=3), fixed("C", 1)]
    assert bound(*packages, people=TRIO[:2]) == 2


def test_the_most_that_there_ever_is_counts():
    # Ben and Cem are away at first; the bound may not take that for always.
    people = [TRIO[0], *(engineer(n, absences=(away(0, 1),)) for n in ("Ben", "Cem"))]
    assert bound(*(fixed(name, 1) for name in "ABCDE"), people=people) == 3


def random_portfolio(seed):
    """A project of fixed teams on few people, with links of all types."""
    random = Random(seed)
    skills = ["dev", "ops", "ml"]
    people = [
        engineer(name, *random.sample(skills, random.randint(1, 3)))
        for name in ("Ann", "Ben", "Cem", "Dee")
    ]
    packages = []
    for name in "ABCDEFG"[: random.randint(4, 7)]:
        asks = [
            demand(skill, headcount=random.randint(1, 2), share=random.choice([0.5, 1]))
            for skill in random.sample(skills, random.randint(1, 2))
        ]
        links = tuple(
            Link(
                package=other.id,
                type=random.choice(
                    ["finish_start", "start_start", "finish_finish", "start_finish"]
                ),
                lag=random.randint(-1, 1),
            )
            for other in packages
            if random.random() < 0.2
        )
        length = random.randint(1, 3)
        packages.append(fixed(name, length, asks=asks, predecessors=links))
    timeline = {"start": week(0), "horizon": 14}
    chosen = project("P", *packages, mandatory=True)
    return portfolio(chosen, people=people, timeline=timeline)


def weighed(packing, runs):
    """Return the most weight that runs at the same time."""
    return max(
        sum(
            packing.weights.get(package, 0)
            for package, run in runs.items()
            if run.start <= period < run.end
        )
        for period in range(14)
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_is_shorter_or_packed_more_densely(seed):
    problem = compile_problem(random_portfolio(seed))
    answer = solve_exactly(problem, [Measure.MAKESPAN], 60)
    if answer.schedule is not None:
        known = least(problem)
        assert known.makespan <= answer.value
        if known.packing is not None:
            heaviest = weighed(known.packing, answer.schedule.runs)
            assert heaviest <= known.packing.capacity
