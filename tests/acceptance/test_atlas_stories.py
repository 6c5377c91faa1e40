"""Atlas's stories through scenarios: every number that an independent model proved."""

import pytest

from optimizer import (
    Limits,
    Measure,
    MeasureLimit,
    SolveStatus,
)
from optimizer.portfolio.resources import Budget
from scenarios.answers.answer import AnswerKind
from scenarios.answers.answering import what_if
from scenarios.asking import Asker
from scenarios.interval import Interval
from scenarios.scenario import Scenario
from scenarios.situation import Situation
from tests.acceptance.atlas import DISRUPTION, NET_VALUE, monday, urgent_by


@pytest.fixture
def base(atlas, baseline):
    """Atlas with its running plan."""
    return Situation.of(atlas, baseline)


@pytest.fixture
def asker():
    """Questions whose answers repeat."""
    return Asker(Limits(deterministic=120, workers=1))


def blocked(goals=None):
    """Story 1 at W8: the work on AI2 is void, and begins again in W11 or later."""
    restart = {
        "kind": "package_restarted",
        "package": "AI2",
        "not_before": monday(11),
    }
    return Scenario(
        name="The blocked team", now=monday(8), goals=goals, changes=[restart]
    )


def budget_of(total, *more):
    """Story 2: the budget that all stated costs share is cut."""
    cut = {"kind": "budget_changed", "budget": "B", "total": total}
    return Scenario(name="The budget cut", goals=NET_VALUE, changes=[cut, *more])


def urgent(week):
    """Story 3 at W5: an urgent project, to be done by the end of a week."""
    return Scenario(
        name="The urgent project",
        now=monday(5),
        goals=DISRUPTION,
        changes=[{"kind": "project_added", "project": urgent_by(week)}],
    )


def response(base, scenario, asker):
    """The response alone, proven and accepted."""
    answer = what_if(base, scenario, asker, [AnswerKind.RESPONSE]).response
    assert answer.status is SolveStatus.OPTIMAL
    assert answer.accepted
    assert answer.net_value.proven
    return answer


def reached(answer):
    """The values of all tiers that must be proven, each proven."""
    needed = [tier for tier in answer.tiers if tier.must_prove]
    assert all(tier.status is SolveStatus.OPTIMAL for tier in needed)
    return [tier.value for tier in needed]


def counts(answer):
    """Projects on time, and moves."""
    return answer.measures["on_time"], answer.measures["moves"]


def test_the_answers_to_the_blocked_team_stand_side_by_side(base, asker):
    answers = what_if(base, blocked(DISRUPTION), asker)
    present, slides, same_teams, best = answers.answers
    assert not present.accepted
    broken = {(found.rule, found.where) for found in present.verdict.broken}
    assert {("now", "AI2"), ("windows", "AI2")} <= broken
    assert slides.net_value == Interval.exactly(2730)
    assert slides.status is None
    assert counts(slides) == (1, 0)
    assert slides.accepted
    assert reached(same_teams) == [2925, 0, 56]
    assert counts(same_teams) == (4, 0)
    assert reached(best) == [3115, 4, 41]
    assert counts(best) == (5, 4)


def test_the_default_order_of_goals_finds_the_same_response(base, asker):
    answer = response(base, blocked(), asker)
    assert reached(answer) == [3115, 0, 4]
    assert answer.measures["shift"] == 41


@pytest.mark.parametrize(
    ("moves", "reaches"),
    [
        (0, [2970, 0, 56]),
        (1, [3030, 1, 56]),
        (2, [3080, 2, 45]),
        (3, [3105, 3, 44]),
        (4, [3115, 4, 41]),
    ],
)
def test_fewer_moves_are_worth_less(base, asker, moves, reaches):
    limit = MeasureLimit(measure=Measure.MOVES, at_most=moves)
    goals = DISRUPTION.replace(limits=(limit,))
    answer = response(base, blocked(goals), asker)
    assert reached(answer) == reaches


def test_without_moves_three_projects_are_on_time(base, asker):
    limit = MeasureLimit(measure=Measure.MOVES, at_most=0)
    goals = DISRUPTION.replace(limits=(limit,))
    assert counts(response(base, blocked(goals), asker)) == (3, 0)


@pytest.mark.parametrize(
    ("total", "value"),
    [(290, 2850), (310, 2950), (330, 3100), (350, 3250), (390, 3500)],
)
def test_the_best_value_of_a_budget(base, asker, total, value):
    budget = Budget(id="B", basis="stated", total=389)
    wealthy = base.replace(portfolio=base.portfolio.replace(budgets=(budget,)))
    answer = response(wealthy, budget_of(total), asker)
    assert answer.net_value == Interval.exactly(value)


def test_forcing_the_overhaul_in_costs_the_compliance_feature(base, asker):
    budget = Budget(id="B", basis="stated", total=389)
    wealthy = base.replace(portfolio=base.portfolio.replace(budgets=(budget,)))
    force = {"kind": "project_forced", "project": "LEG", "decision": "in"}
    answer = response(wealthy, budget_of(330, force), asker)
    assert answer.net_value == Interval.exactly(3000)
    assert "LEG" in answer.plan.selected
    assert "PRIV" not in answer.plan.selected


def test_an_urgent_project_by_w14_is_impossible(base, asker):
    answer = what_if(base, urgent(14), asker, [AnswerKind.RESPONSE]).response
    assert answer.status is SolveStatus.INFEASIBLE
    assert answer.plan is None
    found = {(member.code, member.where) for member in answer.conflict.members}
    assert {("mandatory", "projects/NIS2"), ("deadline", "projects/NIS2")} <= found


@pytest.mark.parametrize(
    ("week", "reaches"),
    [(15, [3440, 4, 8]), (16, [3470, 3, 3]), (17, [3500, 3, 3])],
)
def test_an_urgent_project_costs_less_the_later_it_is_due(base, asker, week, reaches):
    assert reached(response(base, urgent(week), asker)) == reaches


def test_nothing_slides_for_an_urgent_project_that_nobody_is_on(base, asker):
    answers = what_if(base, urgent(17), asker, [AnswerKind.SLIDES])
    slides = answers.answer(AnswerKind.SLIDES)
    assert slides.unstaffed == ("N1", "N2", "N3", "N4")
    assert slides.net_value == Interval.exactly(3500)
    assert not slides.accepted
    assert {found.rule for found in slides.verdict.broken} == {"selection"}
