"""Why there is no plan: every member of a conflict is needed for it."""

import pytest

from optimizer import Goals, Limits, Measure, MeasureLimit, SolveStatus, solve
from optimizer.conflicts.core import keeping
from optimizer.conflicts.rules import droppable
from optimizer.conflicts.terms import Terms
from optimizer.portfolio.people import Engineer
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.resources import Budget
from optimizer.portfolio.work import Link, PackageLocks, Progress
from tests.optimizer.plan.tiny import (
    away,
    bare,
    effort,
    engineer,
    fixed,
    pool,
    portfolio,
    project,
    week,
)

LIMITS = Limits(deterministic=1, workers=1)
NET_VALUE = Goals.single(Measure.NET_VALUE)


def two_deadlines():
    """Both need Ann for four weeks by week 5; that Q is released late matters nothing."""
    return portfolio(
        project("P", fixed("A", 4), mandatory=True, deadline=week(5), value=1),
        project("Q", fixed("B", 4), mandatory=True, deadline=week(5), release=week(0)),
        project("R", bare("C"), deadline=week(3), value=1),
        people=["Ann"],
    )


def too_many():
    return portfolio(
        project("P", mandatory=True),
        project("Q", decision="in"),
        project("R", mandatory=True),
        at_most=(AtMost(id="M", projects=("P", "Q", "R"), limit=2),),
    )


def too_dear():
    return portfolio(
        project("P", bare("A"), mandatory=True, stated_cost=10),
        project("Q", bare("B"), stated_cost=90),
        budgets=(
            Budget(id="B", basis="stated", total=9),
            Budget(id="C", basis="stated", total=99),
        ),
    )


def on_leave():
    people = [
        engineer("Ann", absences=(away(0, 5),)),
        engineer("Ben", "ops", absences=(away(1),)),
    ]
    return portfolio(
        project("P", effort("A", 80, latest=week(6)), mandatory=True), people=people
    )


def out_of_order():
    locked = bare(
        "B",
        2,
        predecessors=(Link(package="A"),),
        locks=PackageLocks(start_until=week(1)),
    )
    return portfolio(project("P", bare("A", 3), locked, mandatory=True))


@pytest.mark.parametrize(
    ("work", "codes"),
    [
        (two_deadlines(), {"mandatory", "deadline"}),
        (too_many(), {"mandatory", "decided_in", "at_most"}),
        (too_dear(), {"mandatory", "budget"}),
        (on_leave(), {"mandatory", "absence", "latest"}),
        (out_of_order(), {"mandatory", "link", "lock"}),
    ],
)
def test_every_member_of_a_conflict_is_necessary(work, codes):
    outcome = solve(work, NET_VALUE, LIMITS)
    assert outcome.status is SolveStatus.INFEASIBLE
    assert outcome.plan is None
    assert outcome.conflict.minimal
    members = {(member.code, member.where) for member in outcome.conflict.members}
    assert {code for code, _ in members} == codes
    rules = list(droppable(Terms(work)))
    core = [rule for rule in rules if rule.key in members]
    only = keeping(Terms(work), rules, core).portfolio
    assert solve(only, NET_VALUE, LIMITS).status is SolveStatus.INFEASIBLE
    for rule in core:
        without = rule.drop(Terms(only)).portfolio
        assert solve(without, NET_VALUE, LIMITS).plan is not None, rule.key


def test_a_limit_is_part_of_a_conflict():
    limit = MeasureLimit(measure=Measure.MAKESPAN, at_most=1)
    work = portfolio(project("P", bare("A", 2), mandatory=True))
    outcome = solve(work, Goals.single(Measure.NET_VALUE, limit), LIMITS)
    found = {(member.code, member.where) for member in outcome.conflict.members}
    assert found == {
        ("mandatory", "projects/P"),
        ("limit", "limits makespan at most 1"),
    }


def test_rules_of_nature_alone_leave_no_plan_for_a_running_project():
    """Nobody can drop that what runs goes on; the error says what is impossible."""
    begun = Progress(
        status="running",
        started=week(0),
        team=[{"engineer": "Ann", "demand": "dev"}],
        remaining_effort={"dev": 9999},
    )
    work = portfolio(
        project("P", effort("A", 9999, progress=begun)),
        people=[Engineer(id="Ann", skills={"dev": {}})],
        now=week(1),
    )
    outcome = solve(work, NET_VALUE, LIMITS)
    assert outcome.status is SolveStatus.INFEASIBLE
    (member,) = outcome.conflict.members
    assert (member.code, member.where) == ("window_too_short", "projects/P/packages/A")


def test_pools_that_cannot_be_staffed_are_infeasible_and_proven():
    work = portfolio(
        project("P", pool("A", 100, 2, latest=week(1)), mandatory=True), people=["Ann"]
    )
    outcome = solve(work, NET_VALUE, LIMITS)
    assert outcome.status is SolveStatus.INFEASIBLE
    assert outcome.certificate.repeatable
