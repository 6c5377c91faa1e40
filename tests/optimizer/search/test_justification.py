"""Short makespans of classical problems."""

from random import Random

import pytest

from optimizer.decoding import decode
from optimizer.plan import check
from optimizer.portfolio.people import Engineer, Skill
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.resources import Facility
from optimizer.portfolio.work import Link
from optimizer.problem.compiling import compile_problem
from optimizer.search.classical import classical
from optimizer.search.justification import justified
from optimizer.search.lists import crossed, mutated, ordered, sampled
from optimizer.search.serial import Serial, earliest
from tests.optimizer.plan.tiny import (
    away,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    portfolio,
    project,
)

pytestmark = pytest.mark.usefixtures("_ticking")


def must(*packages, **fields):
    """One project that has to be done."""
    return portfolio(project("P", *packages, mandatory=True), **fields)


def makespan(work, seconds=0.05, seed=1):
    problem = compile_problem(work)
    schedule = justified(problem, seed, seconds)
    assert schedule is not None
    assert check(decode(problem, work, schedule), work).accepted
    return max(run.end for run in schedule.runs.values())


def rig(capacity):
    return (Facility(id="rig", capacity=capacity),)


def test_a_chain_takes_as_long_as_its_packages():
    work = must(bare("A", 3), bare("B", 2, predecessors=("A",)), bare("C", 1))
    assert makespan(work) == 5


def test_a_facility_is_filled_without_gaps():
    packages = [
        bare(name, length, uses={"rig": units})
        for name, length, units in (("A", 3, 2), ("B", 3, 1), ("C", 2, 2), ("D", 2, 1))
    ]
    assert makespan(must(*packages, facilities=rig(3))) == 5


def test_two_facilities_bind_at_once():
    work = must(
        bare("A", 2, uses={"rig": 1, "lab": 1}),
        bare("B", 2, uses={"rig": 1}),
        bare("C", 2, uses={"lab": 1}),
        facilities=(*rig(1), Facility(id="lab", capacity=1)),
    )
    assert makespan(work) == 4


def test_the_versatile_person_is_kept_for_the_rare_skill():
    both = Engineer(id="Ann", skills={"dev": Skill(), "test": Skill()})
    work = must(
        fixed("A", 4), fixed("B", 4, asks=[demand("test")]), people=[both, "Ben"]
    )
    assert makespan(work) == 4


def test_a_person_has_one_seat_of_a_team():
    both = Engineer(id="Ann", skills={"dev": Skill(), "test": Skill()})
    work = must(
        fixed("A", 2, asks=[demand("dev"), demand("test")]),
        fixed("B", 1),
        people=[both, "Ben"],
    )
    assert makespan(work) == 3


@pytest.mark.parametrize(
    ("link", "end"),
    [
        (Link(package="A", lag=2), 7),
        (Link(package="A", lag=-2), 4),
        (Link(package="A", type="start_start", lag=1), 4),
        (Link(package="A", type="finish_finish", lag=1), 5),
        (Link(package="A", type="start_finish", lag=6), 6),
    ],
)
def test_links_of_every_type_keep_their_distance(link, end):
    assert makespan(must(bare("A", 4), bare("B", 1, predecessors=(link,)))) == max(
        end, 4
    )


def test_several_projects_share_one_facility():
    one = project("P", bare("A", 2, uses={"rig": 1}), mandatory=True)
    two = project("Q", bare("B", 2, uses={"rig": 1}), mandatory=True)
    assert makespan(portfolio(one, two, facilities=rig(1))) == 4


def test_a_problem_without_work_ends_where_it_begins():
    schedule = justified(
        compile_problem(portfolio(project("P", mandatory=True))), 1, 0.0
    )
    assert schedule is not None
    assert (schedule.selected, dict(schedule.runs)) == ((True,), {})


def test_work_beyond_the_horizon_has_no_schedule():
    work = must(
        bare("A", 6, uses={"rig": 1}), bare("B", 6, uses={"rig": 1}), facilities=rig(1)
    )
    assert justified(compile_problem(work), 1, 0.05) is None


@pytest.mark.parametrize(
    "work",
    [
        must(effort("A")),
        must(fixed("A"), people=[engineer("Ann", absences=(away(2),))]),
        must(fixed("A"), at_most=(AtMost(id="R", projects=("P",), limit=1),)),
        must(bare("A", 1, consumes={"ore": 1}), stocks=({"id": "ore", "amount": 1},)),
    ],
    ids=["effort", "absence", "at most", "stock"],
)
def test_other_problems_are_left_to_other_methods(work):
    assert classical(compile_problem(work)) is None
    assert justified(compile_problem(work), 1, 0.05) is None


def random_work(seed):
    """Twelve packages on one facility and four people."""
    random = Random(seed)
    packages = []
    for n in range(12):
        before = (
            tuple({f"w{random.randrange(n)}" for _ in range(random.randint(0, 2))})
            if n
            else ()
        )
        asks = [demand(random.choice(("dev", "test")), headcount=random.randint(1, 2))]
        uses = {"rig": random.randint(0, 2)}
        packages.append(
            fixed(
                f"w{n}", random.randint(1, 5), asks=asks, uses=uses, predecessors=before
            )
        )
    people = [
        engineer("Ann"),
        engineer("Ben", "test"),
        engineer("Cy", "dev", "test"),
        engineer("Di", "dev", "test"),
    ]
    timeline = {"start": "2026-01-05", "horizon": 80}
    return must(*packages, people=people, facilities=rig(3), timeline=timeline)


@pytest.mark.parametrize("seed", range(10))
def test_a_justified_schedule_keeps_every_rule(seed):
    makespan(random_work(seed))


@pytest.mark.parametrize("seed", range(10))
def test_lists_never_put_a_package_before_one_that_it_follows(seed):
    core = classical(compile_problem(random_work(seed)))
    random = Random(seed)
    mother, father = sampled(core, random, 1.0), sampled(core, random, 1.0)
    child = mutated(core, crossed(mother, father, random), random)
    by_chance = (
        ordered(core, child, [random.random() for _ in child])
        if not core.monotone
        else child
    )
    for sequence in (mother, father, child, by_chance):
        place = {activity: n for n, activity in enumerate(sequence)}
        assert len(place) == len(core.lengths)
        for activity, row in enumerate(core.before):
            assert all(place[other] < place[activity] for other, _ in row)


@pytest.mark.parametrize("seed", range(10))
def test_time_backwards_twice_is_time_forwards(seed):
    core = classical(compile_problem(random_work(seed)))
    again = core.reversed().reversed()
    assert (again.before, again.after) == (core.before, core.after)


@pytest.mark.parametrize("seed", range(10))
def test_a_backward_schedule_is_a_schedule_seen_from_the_end(seed):
    core = classical(compile_problem(random_work(seed)))
    mirror = core.reversed()
    people = range(core.people.bit_length())
    starts, _ = Serial(mirror, people).schedule(sampled(mirror, Random(seed), 0.5))
    forwards = [-(s + length) for s, length in zip(starts, core.lengths, strict=True)]
    for activity, row in enumerate(core.before):
        for other, distance in row:
            assert forwards[activity] >= forwards[other] + distance


def test_the_earliest_start_leaps_over_conflicts():
    guard, full, room = 0b100, 0b100, 0b111
    free = [room, room, full, room, room, room, full]
    assert earliest(free, guard, 1, 2, 0) == 0
    assert earliest(free, guard, 1, 3, 0) == 3
    assert earliest(free, guard, 1, 4, 0) + 4 > len(free)
