"""Atlas: answers that an independent model proved; plans tie, so values and counts."""

import pytest

from optimizer import Goals, Limits, Measure, MeasureLimit, SolveStatus, check, solve
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.resources import Budget
from tests.acceptance.atlas import DISRUPTION, NET_VALUE, monday, urgent_by

UNITS = Limits(deterministic=60, workers=1)


@pytest.fixture
def blocked(atlas):
    """Story 1 at W8: the work on AI2 is void, and begins again in W11 or later."""
    stated = atlas.model_dump(mode="json")
    for project in stated["projects"]:
        for package in project["packages"]:
            if package["id"] == "AI2":
                package["earliest"] = monday(11).isoformat()
                package["progress"] = {
                    "status": "planned",
                    "started": monday(4).isoformat(),
                }
    return Portfolio.model_validate(stated)


def with_nis2(atlas, week):
    """Story 3: the urgent project, to be done by the end of a week."""
    stated = atlas.model_dump(mode="json")
    return Portfolio.model_validate(
        {**stated, "projects": [*stated["projects"], urgent_by(week)]}
    )


def limited(atlas, total):
    """Story 2: the stated costs of all projects have a limit."""
    return atlas.replace(budgets=(Budget(id="B", basis="stated", total=total),))


def proven(outcome):
    """The values of all tiers of an outcome that must be proven."""
    assert outcome.status is SolveStatus.OPTIMAL
    assert outcome.verdict.accepted
    return [tier.value for tier in outcome.tiers]


def test_the_optimum_is_3500_with_all_on_time(atlas):
    outcome = solve(atlas, limits=UNITS)
    assert proven(outcome)[0] == 3500
    assert outcome.measures["on_time"] == 7
    assert outcome.certificate.repeatable
    assert check(outcome.plan, atlas).accepted


def test_a_blocked_team_is_answered_with_four_moves(blocked, baseline):
    outcome = solve(blocked, DISRUPTION, UNITS, baseline, monday(8))
    assert proven(outcome) == [3115, 4, 41]
    assert outcome.measures["on_time"] == 5


@pytest.mark.parametrize(
    ("moves", "value"), [(0, 2970), (1, 3030), (2, 3080), (3, 3105)]
)
def test_fewer_moves_are_worth_less(blocked, baseline, moves, value):
    limit = MeasureLimit(measure=Measure.MOVES, at_most=moves)
    goals = Goals.single(Measure.NET_VALUE, limit)
    assert proven(solve(blocked, goals, UNITS, baseline, monday(8))) == [value]


@pytest.mark.parametrize(
    ("total", "value"),
    [
        (290, 2850),
        (310, 2950),
        (330, 3100),
        (350, 3250),
        (390, 3500),
    ],
)
def test_the_best_value_of_a_budget(atlas, total, value):
    assert proven(solve(limited(atlas, total), NET_VALUE, UNITS)) == [value]


def test_forcing_the_overhaul_in_costs_the_compliance_feature(atlas):
    projects = tuple(
        project.replace(decision="in") if project.id == "LEG" else project
        for project in atlas.projects
    )
    forced = limited(atlas, 330).replace(projects=projects)
    outcome = solve(forced, NET_VALUE, UNITS)
    assert proven(outcome) == [3000]
    assert "LEG" in outcome.plan.selected
    assert "PRIV" not in outcome.plan.selected


def test_an_urgent_project_by_w14_is_impossible_and_the_conflict_says_why(
    atlas, baseline
):
    outcome = solve(with_nis2(atlas, 14), NET_VALUE, UNITS, baseline, monday(5))
    assert outcome.status is SolveStatus.INFEASIBLE
    found = {(member.code, member.where) for member in outcome.conflict.members}
    assert {("mandatory", "projects/NIS2"), ("deadline", "projects/NIS2")} <= found


@pytest.mark.parametrize(
    ("week", "tiers"),
    [
        (15, [3440, 4, 8]),
        (16, [3470, 3, 3]),
        (17, [3500, 3, 3]),
    ],
)
def test_an_urgent_project_costs_less_the_later_it_is_due(atlas, baseline, week, tiers):
    outcome = solve(with_nis2(atlas, week), DISRUPTION, UNITS, baseline, monday(5))
    assert proven(outcome) == tiers


def test_what_is_told_of_a_search_ends_with_what_the_plan_has(atlas, baseline):
    outcome = solve(
        atlas,
        Goals.default(with_baseline=True).replace(
            limits=(MeasureLimit(measure=Measure.MOVES, at_most=3),)
        ),
        UNITS,
        baseline=baseline,
        now=monday(9),
    )
    last = {point.tier: point for point in outcome.convergence}
    assert set(last) == {tier.name for tier in outcome.tiers}
    for tier in outcome.tiers:
        assert (last[tier.name].value, last[tier.name].bound) == (
            tier.value,
            tier.bound,
        )
