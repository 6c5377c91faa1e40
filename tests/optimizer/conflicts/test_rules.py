"""The rules that people could agree to drop, and portfolios without them."""

from datetime import date
from decimal import Decimal

import pytest

from optimizer.conflicts.rules import droppable
from optimizer.conflicts.terms import Terms
from optimizer.plan.goals import Measure, MeasureLimit
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.resources import Budget, Facility, Floor, Stock
from optimizer.portfolio.work import Link, PackageLocks, Progress
from tests.optimizer.plan.tiny import (
    away,
    bare,
    demand,
    effort,
    engineer,
    fixed,
    portfolio,
    project,
    week,
)

LIMITS = (
    MeasureLimit(measure=Measure.COST, at_most=5, at_least=1, project="P"),
    MeasureLimit(measure=Measure.VALUE, at_least=7),
)


def everything():
    """Every kind of rule."""
    package = bare(
        "A",
        earliest=week(1),
        latest=week(8),
        locks=PackageLocks(
            start_on=week(2),
            start_from=week(2),
            start_until=week(3),
            mode="default",
            must=("Ann",),
            must_not=("Ben", "Cid"),
        ),
        predecessors=(
            Link(package="B"),
            Link(package="C"),
            Link(package="C", type="start_start", lag=2),
        ),
    )
    work = project(
        "P",
        package,
        mandatory=True,
        deadline=week(9),
        release=week(0),
        requires=("Q", "R"),
        excludes=("S",),
    )
    teams = (
        effort("E", asks=(demand(effort=8, team_min=2, team_max=3, teams=("T",)),)),
        fixed("F", headcount=2, asks=None),
        fixed("G", asks=(demand(share=Decimal("0.5")),)),
    )
    people = [
        engineer(
            "Ann",
            absences=(away(3), away(5, 6)),
            only_projects=("P",),
            last=week(9),
            max_packages=2,
        ),
        engineer("Ben", max_packages=90, max_team_packages=90),
    ]
    return portfolio(
        work,
        project("Q", bare("B"), bare("C"), *teams, decision="in"),
        project("R", decision="out"),
        project("S"),
        people=people,
        facilities=(Facility(id="Lab", capacity=1),),
        stocks=(Stock(id="Steel", amount=3),),
        budgets=(Budget(id="B", total=1, quarters={"2026-Q1": 1, "2026-Q2": 2}),),
        floors=(Floor(id="F", skill="dev", people=1),),
        at_most=(AtMost(id="M", projects=("P", "Q"), limit=1),),
        freeze_until=week(1),
    )


RULES = [
    ("mandatory", "projects/P"),
    ("deadline", "projects/P"),
    ("release", "projects/P"),
    ("requires", "projects/P/requires/Q"),
    ("requires", "projects/P/requires/R"),
    ("excludes", "projects/P/excludes/S"),
    ("earliest", "projects/P/packages/A"),
    ("latest", "projects/P/packages/A"),
    ("lock", "projects/P/packages/A/locks/start_on"),
    ("lock", "projects/P/packages/A/locks/start_from"),
    ("lock", "projects/P/packages/A/locks/start_until"),
    ("lock", "projects/P/packages/A/locks/mode"),
    ("lock", "projects/P/packages/A/locks/must/Ann"),
    ("lock", "projects/P/packages/A/locks/must_not/Ben"),
    ("lock", "projects/P/packages/A/locks/must_not/Cid"),
    ("link", "projects/P/packages/A/predecessors/B"),
    ("link", "projects/P/packages/A/predecessors/C"),
    ("link", "projects/P/packages/A/predecessors/C (start-start, lag 2)"),
    ("decided_in", "projects/Q"),
    ("team_max", "projects/Q/packages/E/demands/dev"),
    ("team_min", "projects/Q/packages/E/demands/dev"),
    ("allowed_people", "projects/Q/packages/E/demands/dev"),
    ("headcount", "projects/Q/packages/F/demands/dev"),
    ("decided_out", "projects/R"),
    ("absence", "engineers/Ann/absences/2026-01-26 to 2026-02-01"),
    ("absence", "engineers/Ann/absences/2026-02-09 to 2026-02-22"),
    ("leaving", "engineers/Ann"),
    ("only_projects", "engineers/Ann"),
    ("max_team_packages", "engineers/Ann"),
    ("max_packages", "engineers/Ann"),
    ("facility", "facilities/Lab"),
    ("stock", "stocks/Steel"),
    ("budget", "budgets/B"),
    ("budget", "budgets/B/2026-Q1"),
    ("budget", "budgets/B/2026-Q2"),
    ("floor", "floors/F"),
    ("at_most", "at_most/M"),
    ("freeze", "freeze_until"),
    ("limit", "limits cost at most 5 of P"),
    ("limit", "limits cost at least 1 of P"),
    ("limit", "limits value at least 7"),
]
STAY = {"facility", "stock"}
"""Rules that are never gone, but give as much as anybody can use."""


def terms():
    return Terms(everything(), LIMITS)


def rules():
    return list(droppable(terms()))


def test_every_decision_has_a_name_a_place_and_a_sentence():
    assert [rule.key for rule in rules()] == RULES
    assert all(rule.issue.message.endswith(".") for rule in rules())
    assert len(set(RULES)) == len(RULES)


@pytest.mark.parametrize(
    "index", [i for i, (code, _) in enumerate(RULES) if code not in STAY]
)
def test_what_is_dropped_is_gone_and_nothing_else(index):
    dropped = rules()[index].drop(terms())
    after = [rule.key for rule in droppable(dropped)]
    assert after == [key for key in RULES if key != RULES[index]]


def test_all_of_them_can_be_dropped_together():
    open_ = terms()
    for rule in rules():
        open_ = rule.drop(open_)
    assert {rule.issue.code for rule in droppable(open_)} == STAY
    assert [package.id for _, package in open_.portfolio.packages] == list("ABCEFG")
    assert open_.limits == ()
    assert open_.portfolio.budgets == ()


def test_a_facility_and_a_stock_without_their_limits_are_plenty():
    open_ = terms()
    for rule in rules():
        if rule.issue.code in STAY:
            open_ = rule.drop(open_)
    (lab,), (steel,) = open_.portfolio.facilities, open_.portfolio.stocks
    assert lab.capacity >= 10**6
    assert steel.amount >= 10**9


def test_sentences_say_what_is_dropped():
    said = {rule.key: rule.issue.message for rule in rules()}
    package = "projects/P/packages/A"
    assert said["deadline", "projects/P"] == f"P must end by {date(2026, 3, 9)}."
    assert (
        said["lock", f"{package}/locks/start_on"]
        == "A starts on 2026-01-19, by a lock."
    )
    assert said["lock", f"{package}/locks/must/Ann"] == "Ann must be on A, by a lock."
    assert (
        said["link", f"{package}/predecessors/C (start-start, lag 2)"]
        == "A follows C (start-start, lag 2)."
    )
    assert said["at_most", "at_most/M"] == "At most 1 of P, Q."
    assert said["budget", "budgets/B/2026-Q2"] == "Budget B is 2 in 2026-Q2."


def test_parallel_limits_count_only_where_hours_can_be_shared():
    whole = portfolio(project("P", fixed("A")))
    shared = portfolio(project("P", fixed("A", asks=(demand(share=Decimal("0.5")),))))
    many = portfolio(project("P", *(fixed(name) for name in "ABCDE")))
    assert list(droppable(Terms(whole))) == []
    assert list(droppable(Terms(shared))) == []
    assert list(droppable(Terms(many))) == []


def test_that_a_running_project_is_out_cannot_be_dropped():
    """Without that decision it would be in, which is no fewer rules."""
    begun = Progress(status="running", started=week(0))
    work = portfolio(
        project("P", bare("A", progress=begun), decision="out"), now=week(1)
    )
    assert list(droppable(Terms(work))) == []


@pytest.mark.parametrize(
    ("code", "stated", "loosest", "label"),
    [
        ("deadline", 9, 9, "2026-03-13"),
        ("latest", 8, 9, "2026-03-13"),
        ("earliest", 1, 0, "2026-01-05"),
        ("team_max", 3, 3, "3 people"),
        ("team_min", 2, 1, "1 person"),
        ("headcount", 2, 1, "1 person"),
        ("facility", 1, 1, "1 units"),
        ("at_most", 1, 2, "2"),
        ("floor", 1, 0, "0 people"),
        ("freeze", 1, 0, "2026-01-05"),
    ],
)
def test_numbers_can_be_eased_to_where_they_say_nothing(code, stated, loosest, label):
    rule = next(rule for rule in rules() if rule.issue.code == code)
    scale = rule.scale
    assert (scale.stated, scale.loosest) == (stated, loosest)
    assert scale.label(scale.loosest) == label


def test_an_eased_number_is_the_one_that_the_rule_then_has():
    rule = next(rule for rule in rules() if rule.issue.code == "latest")
    eased = rule.scale.at(terms(), 9)
    again = next(one for one in droppable(eased) if one.key == rule.key)
    assert again.issue.message == "A must end by 2026-03-13."


def test_an_absence_can_end_earlier_and_a_last_day_move_later():
    found = {rule.issue.code: rule for rule in reversed(rules())}
    away_less = found["absence"].scale.at(terms(), week(3).toordinal())
    assert away_less.portfolio.engineers[0].absences[0].last == week(3)
    stays = found["leaving"].scale
    assert stays.label(stays.loosest) == "2026-03-13"
