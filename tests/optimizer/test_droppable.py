"""The rules that people could agree to drop, and portfolios without them."""

from datetime import date

import pytest

from optimizer.droppable import droppable
from optimizer.plan.goals import Measure, MeasureLimit
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.resources import Budget, Floor
from optimizer.portfolio.work import Link, PackageLocks
from tests.optimizer.plan.tiny import away, bare, engineer, portfolio, project, week

LIMIT = MeasureLimit(measure=Measure.COST, at_most=5, project="P")


def everything():
    """Every kind of rule once."""
    package = bare(
        "A",
        earliest=week(1),
        latest=week(8),
        locks=PackageLocks(start_from=week(2)),
        predecessors=(Link(package="B"),),
    )
    return portfolio(
        project(
            "P",
            package,
            mandatory=True,
            deadline=week(9),
            release=week(0),
            requires=("Q",),
            excludes=("R",),
        ),
        project("Q", bare("B"), decision="in"),
        project("R", decision="out"),
        people=[engineer("Ann", absences=(away(3),), only_projects=("P",))],
        budgets=(Budget(id="B", total=1),),
        floors=(Floor(id="F", skill="dev", people=1),),
        at_most=(AtMost(id="M", projects=("P", "Q"), limit=1),),
        freeze_until=week(1),
    )


def rules():
    return list(droppable(everything(), (LIMIT,)))


def test_every_decision_has_a_name_a_place_and_a_sentence():
    found = [(rule.issue.code, rule.issue.where) for rule in rules()]
    assert found == [
        ("mandatory", "projects/P"),
        ("deadline", "projects/P"),
        ("release", "projects/P"),
        ("requires", "projects/P"),
        ("excludes", "projects/P"),
        ("earliest", "projects/P/packages/A"),
        ("latest", "projects/P/packages/A"),
        ("locks", "projects/P/packages/A"),
        ("links", "projects/P/packages/A"),
        ("decided_in", "projects/Q"),
        ("decided_out", "projects/R"),
        ("absences", "engineers/Ann"),
        ("only_projects", "engineers/Ann"),
        ("budget", "budgets/B"),
        ("floor", "floors/F"),
        ("at_most", "at_most/M"),
        ("freeze", "freeze_until"),
        ("limit", "limits cost at most 5 P"),
    ]
    assert all(rule.issue.message.endswith(".") for rule in rules())
    assert len({rule.key for rule in rules()}) == len(found)


@pytest.mark.parametrize("index", range(18))
def test_what_is_dropped_is_gone_and_nothing_else(index):
    work, limits = everything(), (LIMIT,)
    before = [rule.key for rule in droppable(work, limits)]
    dropped = rules()[index]
    after = [rule.key for rule in droppable(*dropped.drop(work, limits))]
    assert after == [key for key in before if key != dropped.key]


def test_all_of_them_can_be_dropped_together():
    work, limits = everything(), (LIMIT,)
    for rule in rules():
        work, limits = rule.drop(work, limits)
    assert list(droppable(work, limits)) == []
    assert [package.id for _, package in work.packages] == ["A", "B"]


def test_sentences_say_what_is_dropped():
    said = {rule.issue.code: rule.issue.message for rule in rules()}
    assert said["deadline"] == f"P must end by {date(2026, 3, 9)}."
    assert said["locks"] == "A is locked: start_from 2026-01-19."
    assert said["at_most"] == "At most 1 of P, Q."
