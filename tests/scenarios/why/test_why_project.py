"""Why a project is out or late: the price of forcing it, and what stands in its way."""

import pytest

from optimizer import SolveStatus
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.resources import Budget
from scenarios.comparison.by_project import Fate
from scenarios.errors import NotAnswered
from scenarios.interval import Interval
from scenarios.situation import Situation
from scenarios.why.counterfactual import Asked
from scenarios.why.why_project import why_project
from tests.optimizer.plan.tiny import (
    away,
    bare,
    engineer,
    fixed,
    plan,
    portfolio,
    project,
    team,
    week,
)


def keys(found):
    return {(member.code, member.where) for member in found.obstacles}


def effects(found):
    return {
        row.item: (row.was, row.becomes, row.difference)
        for row in found.counterfactual.effects
    }


@pytest.fixture
def dear():
    """Only one of P and Q can be paid for, and Q is worth more."""
    return Situation.of(
        portfolio(
            project("P", bare("A"), value=4, stated_cost=30),
            project("Q", bare("B"), value=9, stated_cost=20),
            project("R", bare("C"), value=1),
            budgets=(Budget(id="B", basis="stated", total=45),),
        )
    )


def test_a_dropped_project_is_forced_in_and_what_leaves_is_named(dear, asker):
    found = why_project(dear, "P", asker)
    assert (found.fate, found.net_value) == (Fate.DROPPED, Interval.exactly(10))
    forced = found.counterfactual
    assert forced.asked is Asked.IN
    assert forced.net_value == Interval.exactly(5)
    assert forced.price == Interval.exactly(5)
    assert effects(found) == {
        "P": (Fate.DROPPED, Fate.ON_TIME, 4),
        "Q": (Fate.ON_TIME, Fate.DROPPED, -9),
    }


def test_the_budget_stands_in_its_way_and_the_smallest_that_does_not_is_found(
    dear, asker
):
    found = why_project(dear, "P", asker)
    assert found.minimal
    (budget,) = found.obstacles
    assert (budget.code, budget.verified) == ("budget", True)
    assert budget.without.net_value == Interval.exactly(14)
    assert (budget.nearest.label, budget.nearest.proven) == ("50", True)


def test_it_is_told_in_sentences_with_the_same_numbers(dear, asker):
    assert why_project(dear, "P", asker).sentences == (
        "P is not in the plan.",
        "With P in, the best plan delivers 5 points; that costs 5 points.",
        "Against the plan explained: P comes in (+4); Q leaves (−9).",
        "One thing stands in its way, whatever else is dropped.",
        "Budget B is 45 in all. Without it the best plan delivers 14 points. The "
        "nearest that can be done is 50, with 14 points.",
    )


def test_nothing_stands_in_the_way_of_what_is_on_time(dear, asker, steps):
    found = why_project(dear, "Q", asker)
    assert found.fate is Fate.ON_TIME
    assert found.counterfactual is None
    assert found.obstacles == ()
    assert found.sentences == (
        "Q is in the plan and on time: nothing stands in its way.",
    )
    assert steps[-1].done == steps[-1].expected


def test_what_costs_nothing_has_no_obstacles(asker):
    """Either could be in: the plan takes one of them."""
    group = AtMost(id="M", projects=("P", "Q"), limit=1)
    work = portfolio(project("P", value=3), project("Q", value=3), at_most=(group,))
    situation = Situation.of(work)
    out = plan({}, selected=("Q",))
    found = why_project(situation, "P", asker, out)
    assert found.fate is Fate.DROPPED
    assert found.counterfactual.price == Interval.exactly(0)
    assert found.obstacles == ()
    assert "costs nothing" in found.sentences[1]


def test_scarce_people_are_an_obstacle(asker):
    """Ann is all there is, and there are six weeks of work by the end of week 4."""
    situation = Situation.of(
        portfolio(
            project("P", fixed("A", 3), value=4, deadline=week(3)),
            project("Q", fixed("B", 3), value=9, deadline=week(3)),
            people=["Ann"],
        )
    )
    found = why_project(situation, "P", asker)
    assert found.minimal
    assert {code for code, _ in keys(found)} <= {"people", "deadline"}
    for member in found.obstacles:
        assert member.verified
        assert member.without.net_value == Interval.exactly(13)


def test_people_can_be_the_only_obstacle(asker):
    """No date binds but the end of the timeline."""
    situation = Situation.of(
        portfolio(
            project("P", fixed("A", 6), value=4),
            project("Q", fixed("B", 6), value=9),
            people=["Ann"],
        )
    )
    found = why_project(situation, "P", asker)
    (people,) = found.obstacles
    assert (people.code, people.where) == ("people", "skills/dev")
    assert people.sentence == "Only Ann can do dev."
    assert people.nearest.label == "1 more of dev"
    assert people.without.net_value == Interval.exactly(13)


def test_a_late_project_is_forced_on_time(asker):
    """Ann does Q first: a week of P costs less."""
    situation = Situation.of(
        portfolio(
            project("P", fixed("A", 2), value=9, due=week(1), delay_cost=1),
            project("Q", fixed("B", 2), value=9, due=week(1), delay_cost=3),
            people=["Ann"],
        )
    )
    found = why_project(situation, "P", asker)
    assert (found.fate, found.late) == (Fate.LATE, 2)
    assert found.counterfactual.asked is Asked.ON_TIME
    assert found.counterfactual.price == Interval.exactly(4)
    assert effects(found) == {
        "P": (Fate.LATE, Fate.ON_TIME, 2),
        "Q": (Fate.ON_TIME, Fate.LATE, -6),
    }
    assert found.minimal
    assert keys(found) == {("people", "skills/dev")}


def test_what_cannot_be_on_time_has_a_conflict_and_an_earliest_date(asker):
    situation = Situation.of(
        portfolio(
            project("P", fixed("A", 2), value=9, due=week(1), delay_cost=1),
            people=[engineer("Ann", absences=(away(0, 2),))],
        )
    )
    found = why_project(situation, "P", asker)
    assert found.counterfactual.status is SolveStatus.INFEASIBLE
    assert found.minimal
    (leave,) = found.obstacles
    assert leave.code == "absence"
    assert leave.without.net_value == Interval.exactly(9)
    assert (found.earliest.label, found.earliest.proven) == ("2026-02-06", True)
    assert found.earliest.net_value == Interval.exactly(6)


def test_what_cannot_be_in_at_all_has_a_conflict(asker):
    situation = Situation.of(
        portfolio(
            project("P", fixed("A", 3), value=9, deadline=week(1)), people=["Ann"]
        )
    )
    found = why_project(situation, "P", asker)
    assert found.fate is Fate.DROPPED
    assert found.counterfactual.plan is None
    (deadline,) = found.obstacles
    assert (deadline.code, deadline.nearest.label) == ("deadline", "2026-01-23")
    assert found.sentences[1] == "No plan has P in."


def test_what_nobody_can_do_is_hopeless(asker):
    work = portfolio(
        project("P", fixed("A", asks=None), value=9), people=[engineer("Ann", "ops")]
    )
    found = why_project(Situation.of(work), "P", asker)
    assert found.hopeless
    assert found.obstacles == ()


def test_a_project_that_is_out_by_decision_is_told_so(asker):
    work = portfolio(project("P", bare("A"), value=9, decision="out"))
    found = why_project(Situation.of(work), "P", asker)
    assert found.decided_out
    assert found.sentences[0] == "P is out by decision."
    assert found.counterfactual.net_value == Interval.exactly(9)
    assert found.counterfactual.price == Interval.exactly(-9)
    assert found.sentences[1].endswith("that gains 9 points.")


def test_a_plan_of_ones_own_can_be_explained(asker):
    """It does P late for no reason."""
    situation = Situation.of(
        portfolio(
            project("P", fixed("A", 2), value=9, due=week(1), delay_cost=1),
            people=["Ann"],
        )
    )
    own = plan({"A": (3, 2)}, team("A", "Ann"))
    found = why_project(situation, "P", asker, own)
    assert (found.fate, found.late) == (Fate.LATE, 3)
    assert found.counterfactual.price == Interval.exactly(0)
    assert effects(found) == {"P": (Fate.LATE, Fate.ON_TIME, 3)}


def test_a_question_without_an_answer_says_why(dear, asker):
    with pytest.raises(NotAnswered, match=r"no project 'X'\. There are P, Q, R"):
        why_project(dear, "X", asker)
    none = Situation.of(
        portfolio(project("P", bare("A", 3), mandatory=True, deadline=week(0)))
    )
    with pytest.raises(NotAnswered, match=r"infeasible.*ask why there is none"):
        why_project(none, "P", asker)


def test_whoever_stops_it_gets_what_there_is_marked_incomplete(dear, asker):
    def stop_before_the_obstacles(step):
        if step.done == 2:
            asker.control.stop.set()

    asker.watch = stop_before_the_obstacles
    found = why_project(dear, "P", asker)
    assert not found.complete
    assert found.counterfactual.price == Interval.exactly(5)
    assert found.obstacles == ()


def test_the_answer_survives_its_json(dear, asker):
    found = why_project(dear, "P", asker)
    assert type(found).model_validate_json(found.model_dump_json()) == found
