"""Why there is no plan: each rule by name, its price, and the nearest that can be done."""

from decimal import Decimal

import pytest

from optimizer import Measure, MeasureLimit, SolveStatus
from optimizer.portfolio.project import AtMost
from optimizer.portfolio.resources import Budget
from optimizer.portfolio.work import Progress
from scenarios.interval import Interval
from scenarios.situation import Situation
from scenarios.why.why_not import why_not
from tests.optimizer.plan.tiny import (
    away,
    bare,
    effort,
    engineer,
    fixed,
    portfolio,
    project,
    week,
)


def by_code(found):
    return {member.code: member for member in found.members}


@pytest.fixture
def on_leave():
    """P needs Ann for two weeks by week 3, and she is away for three; Q is worth 5."""
    people = [engineer("Ann", absences=(away(1, 3),))]
    return Situation.of(
        portfolio(
            project("P", fixed("A", 2, latest=week(3)), mandatory=True, value=10),
            project("Q", fixed("B", 2), value=5),
            people=people,
        )
    )


def test_every_member_has_a_name_a_price_and_the_nearest_number(on_leave, asker):
    found = why_not(on_leave, asker)
    assert found.status is SolveStatus.INFEASIBLE
    assert found.minimal
    assert found.complete
    assert [
        (member.code, member.where, member.verified, member.first, member.last)
        for member in found.members
    ] == [
        ("latest", "projects/P/packages/A", True, 1, 1),
        ("absence", "engineers/Ann/absences/2026-01-12 to 2026-02-01", True, 1, 1),
        ("mandatory", "projects/P", True, 3, 3),
    ]
    worth = [member.without.net_value for member in found.members]
    assert worth == [Interval.exactly(15), Interval.exactly(15), Interval.exactly(5)]


def test_dates_and_leave_are_eased_as_little_as_possible(on_leave, asker):
    members = by_code(why_not(on_leave, asker))
    latest, absence = members["latest"].nearest, members["absence"].nearest
    assert (latest.label, latest.proven) == ("2026-02-13", True)
    assert (absence.label, absence.proven) == ("until 2026-01-22", True)
    assert latest.net_value == absence.net_value == Interval.exactly(15)
    assert members["mandatory"].nearest is None


def test_every_way_out_is_a_plan_that_passes_the_checker(on_leave, asker):
    for member in why_not(on_leave, asker).members:
        assert member.enough
        assert member.without.measures["net_value"] == member.without.net_value.low


def test_it_is_told_in_sentences_with_the_same_numbers(on_leave, asker):
    sentences = why_not(on_leave, asker).sentences
    assert sentences[0].startswith("These 3 rules cannot all hold")
    assert sentences[1] == (
        "A must end by 2026-01-26. Without it the best plan delivers 15 points. The "
        "nearest that can be done is 2026-02-13, with 15 points."
    )


def test_what_is_asked_is_announced_and_counted(on_leave, asker, steps):
    why_not(on_leave, asker)
    assert steps[-1].done == steps[-1].expected
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_the_same_question_has_the_same_answer(on_leave, asker):
    again = type(asker)(asker.limits)
    assert why_not(on_leave, asker) == why_not(on_leave, again)


def test_the_smallest_budget_is_found_and_a_cheaper_way_out_comes_first(asker):
    situation = Situation.of(
        portfolio(
            project("P", bare("A"), mandatory=True, stated_cost=30, value=4),
            project("Q", bare("B"), mandatory=True, stated_cost=20, value=9),
            project("R", bare("C"), stated_cost=5, value=1),
            budgets=(Budget(id="B", basis="stated", total=45),),
        )
    )
    found = why_not(situation, asker)
    assert [(m.code, m.where) for m in found.members] == [
        ("budget", "budgets/B"),
        ("mandatory", "projects/P"),
        ("mandatory", "projects/Q"),
    ]
    budget = found.members[0]
    assert budget.without.net_value == Interval.exactly(14)
    assert (budget.nearest.label, budget.nearest.proven) == ("50", True)
    assert budget.nearest.net_value == Interval.exactly(13)


def test_a_limit_on_a_measure_is_eased_to_the_best_that_it_can_be(asker):
    work = portfolio(project("P", bare("A", 3), mandatory=True, value=2))
    limit = MeasureLimit(measure=Measure.MAKESPAN, at_most=1)
    found = why_not(Situation.of(work).replace(limits=(limit,)), asker)
    member = by_code(found)["limit"]
    assert (member.nearest.label, member.nearest.proven) == ("makespan 3", True)
    assert member.nearest.net_value == Interval.exactly(2)


def test_a_value_that_is_asked_for_is_eased_to_the_best_value(asker):
    work = portfolio(
        project("P", bare("A"), value=2), project("Q", value=3, decision="out")
    )
    limit = MeasureLimit(measure=Measure.NET_VALUE, at_least=Decimal(4))
    members = by_code(why_not(Situation.of(work).replace(limits=(limit,)), asker))
    assert set(members) == {"limit", "decided_out"}
    assert members["limit"].nearest.label == "net_value 2"
    assert members["decided_out"].without.net_value == Interval.exactly(5)


def test_a_rule_of_one_of_two_conflicts_is_not_enough(asker):
    group = AtMost(id="M", projects=("P", "Q"), limit=1)
    situation = Situation.of(
        portfolio(
            project("P", bare("A", 3), mandatory=True, deadline=week(1)),
            project("Q", mandatory=True),
            at_most=(group,),
        )
    )
    found = why_not(situation, asker)
    assert found.minimal
    alone = [member for member in found.members if not member.enough]
    assert alone
    for member in alone:
        assert member.without.status is SolveStatus.INFEASIBLE
        assert member.without.still
        assert member.first is None
        assert member.nearest is None


def test_no_rule_is_blamed_where_none_could_help(asker):
    begun = Progress(
        status="running",
        started=week(0),
        team=[{"engineer": "Ann", "demand": "dev"}],
        remaining_effort={"dev": 9999},
    )
    work = portfolio(
        project("P", effort("A", 9999, progress=begun)), people=["Ann"], now=week(1)
    )
    found = why_not(Situation.of(work), asker)
    assert found.status is SolveStatus.INFEASIBLE
    assert found.hopeless
    assert found.members == ()
    assert [reason.code for reason in found.reasons] == ["window_too_short"]
    assert found.sentences == (
        "There is no plan, and no rule that people could drop would change that.",
    )


def test_where_there_is_a_plan_nothing_is_in_the_way(asker):
    found = why_not(Situation.of(portfolio(project("P", bare("A"), value=2))), asker)
    assert found.status is SolveStatus.OPTIMAL
    assert found.net_value == Interval.exactly(2)
    assert found.members == ()
    assert found.sentences == ("There is a plan.",)


def test_whoever_stops_it_gets_what_there_is_marked_incomplete(on_leave, stopped):
    found = why_not(on_leave, stopped)
    assert not found.complete
    assert found.status is SolveStatus.CANCELLED
    assert found.members == ()


def test_stopped_on_the_way_the_conflict_is_named_and_prices_are_left_out(
    on_leave, asker
):
    def stop_after_the_conflict(step):
        if step.done == 2:
            asker.control.stop.set()

    asker.watch = stop_after_the_conflict
    found = why_not(on_leave, asker)
    assert not found.complete
    assert {member.code for member in found.members} == {
        "latest",
        "absence",
        "mandatory",
    }
    assert all(member.without is None for member in found.members)


def test_the_answer_survives_its_json(on_leave, asker):
    found = why_not(on_leave, asker)
    assert type(found).model_validate_json(found.model_dump_json()) == found
