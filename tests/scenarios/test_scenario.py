"""Scenarios: folded over a situation, hashed, and refused with every issue."""

from datetime import date

import pytest

from optimizer.plan.goals import Goals, Measure, MeasureLimit
from optimizer.plan.plan import Assignment, Plan, ScheduledPackage
from optimizer.portfolio.calendar import Calendar
from optimizer.portfolio.people import Engineer
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.work import Demand, Package, Progress
from scenarios.errors import InvalidScenario
from scenarios.scenario import Scenario, scenario_hash
from scenarios.situation import Situation

NOW = date(2026, 1, 12)


@pytest.fixture
def base():
    """One package of two weeks that Ana has done half of."""
    demand = Demand(skill="BE", effort=80, team_max=1)
    package = Package(id="A", staffing="effort_team", demands=(demand,))
    portfolio = Portfolio(
        timeline=Calendar(start=date(2026, 1, 5), horizon=10),
        now=NOW,
        engineers=(Engineer(id="Ana", skills={"BE": {}}),),
        projects=(Project(id="P", value=10, packages=(package,)),),
    )
    baseline = Plan(
        selected=("P",),
        packages=[ScheduledPackage(package="A", start=date(2026, 1, 5), periods=2)],
        assignments=[Assignment(engineer="Ana", package="A", demand="BE")],
    )
    return Situation.of(portfolio, baseline)


DUE = {"kind": "due_moved", "project": "P", "due": "2026-02-06"}
DROPPED = {"kind": "project_dropped", "project": "P"}


def test_a_scenario_without_changes_leaves_the_situation_as_it_is(base):
    assert Scenario(name="nothing").apply(base) == base


def test_limits_of_the_goals_hold_for_every_answer(base):
    limit = MeasureLimit(measure=Measure.MOVES, at_most=0)
    goals = Goals.single(Measure.NET_VALUE, limit)
    scenario = Scenario(name="nobody moves", goals=goals, changes=(DUE,))
    assert scenario.apply(base).limits == (limit,)
    assert scenario.apply(base.replace(limits=(limit,))).limits == (limit,)
    assert [step.limits for step in scenario.steps(base)] == [(), ()]


def test_each_step_is_the_situation_after_one_more_change(base):
    steps = Scenario(name="two", changes=(DUE, DROPPED)).steps(base)
    assert [step.portfolio.projects[0].due for step in steps] == [
        None,
        date(2026, 2, 6),
        date(2026, 2, 6),
    ]
    assert [step.portfolio.projects[0].decision for step in steps] == [
        None,
        None,
        "out",
    ]


def test_now_of_the_scenario_takes_the_place_of_the_portfolios(base):
    day = date(2026, 1, 19)
    assert Scenario(name="later", now=day).apply(base).portfolio.now == day


def test_a_now_before_what_is_done_is_refused(base):
    progress = Progress(status="done", started="2026-01-05", finished="2026-01-09")
    project = base.portfolio.projects[0]
    package = project.packages[0].replace(progress=progress)
    portfolio = base.portfolio.replace(projects=(project.replace(packages=(package,)),))
    situation = base.replace(portfolio=portfolio)
    with pytest.raises(InvalidScenario, match="now/projects/P/packages/A/progress"):
        Scenario(name="too early", now=date(2026, 1, 5)).apply(situation)


def test_later_changes_see_what_earlier_ones_have_made(base):
    learns = {"kind": "engineer_learns", "engineer": "Bo", "skill": "ML"}
    joins = {"kind": "engineer_joins", "engineer": {"id": "Bo"}}
    after = Scenario(name="in order", changes=(joins, learns)).apply(base)
    assert "ML" in after.portfolio.engineers[1].skills
    with pytest.raises(InvalidScenario, match=r"changes/1 \(engineer_learns\)"):
        Scenario(name="out of order", changes=(learns, joins)).apply(base)


def test_all_issues_of_all_changes_are_listed_at_once(base):
    changes = (
        {"kind": "engineer_leaves", "engineer": "Anna", "on": "2025-12-01"},
        DUE,
        {"kind": "link_added", "package": "A", "predecessor": "Z"},
        {"kind": "project_added", "project": {"id": "P", "value": 1}},
    )
    with pytest.raises(InvalidScenario) as refused:
        Scenario(name="all wrong", changes=changes).apply(base)
    places = [(issue.where, issue.code) for issue in refused.value.issues]
    assert places == [
        ("changes/1 (engineer_leaves)/engineer", "unknown_reference"),
        ("changes/1 (engineer_leaves)/on", "date_in_the_past"),
        ("changes/3 (link_added)/predecessor", "unknown_reference"),
        ("changes/3 (link_added)/package", "begun"),
        ("changes/4 (project_added)/project", "duplicate_name"),
    ]
    assert "Did you mean Ana?" in str(refused.value)


def test_what_contradicts_the_portfolio_is_refused_at_its_change(base):
    late = {"kind": "project_revalued", "project": "P", "delay_cost": 3}
    with pytest.raises(InvalidScenario) as refused:
        Scenario(name="no due date", changes=(DROPPED, late)).apply(base)
    assert [it.where for it in refused.value.issues] == [
        "changes/2 (project_revalued)/projects/P"
    ]


def test_what_leaves_the_range_of_a_number_is_refused(base):
    huge = {"kind": "package_reestimated", "package": "A", "effort": {"BE": 10**9}}
    more = {"kind": "package_reestimated", "package": "A", "factor": 1000}
    with pytest.raises(InvalidScenario, match=r"changes/2 \(package_reestimated\)"):
        Scenario(name="too much", changes=(huge, more)).apply(base)


def test_hours_that_the_running_plan_leaves_out_are_those_before_any_change(base):
    half = {"kind": "bau_changed", "engineer": "Ana", "bau_share": 0.5}
    leaves = {"kind": "engineer_leaves", "engineer": "Ana", "on": NOW}
    after = Scenario(name="half", changes=(half, leaves)).apply(base)
    efforts = [it.demands[0].effort for _, it in after.portfolio.packages]
    assert efforts == [40, 40]


def test_a_dropped_running_project_says_what_is_sunk(base):
    after = Scenario(name="drop", changes=(DROPPED,)).apply(base)
    assert [note.code for note in after.notes] == ["sunk"]
    assert "40 hours of work" in after.notes[0].message


def test_the_same_content_has_the_same_hash(base):
    one = Scenario(name="one", changes=(DUE, DROPPED))
    other = Scenario(name="other", description="the same", changes=(DUE, DROPPED))
    assert scenario_hash(base, one) == scenario_hash(base, other)


@pytest.mark.parametrize(
    "changes", [(DROPPED, DUE), (DUE,), (DUE | {"due": "2026-02-13"}, DROPPED), ()]
)
def test_another_order_or_another_change_has_another_hash(base, changes):
    one = Scenario(name="one", changes=(DUE, DROPPED))
    other = Scenario(name="one", changes=changes)
    assert scenario_hash(base, one) != scenario_hash(base, other)


def test_another_base_has_another_hash(base):
    scenario = Scenario(name="one", changes=(DUE,))
    assert scenario_hash(base, scenario) != scenario_hash(
        base.replace(baseline=None), scenario
    )
