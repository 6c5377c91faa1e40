from optimizer import Limits, SolveStatus
from scenarios.answers import same_teams as module
from scenarios.answers.same_teams import same_teams
from scenarios.interval import Interval


def team(answer, package):
    """Who is on a package."""
    return {row.engineer for row in answer.plan.assignments if row.package == package}


def test_without_a_running_plan_there_are_no_same_teams(situation, asker):
    assert same_teams(situation.replace(baseline=None), asker) is None


def test_teams_stay_though_another_would_be_faster(edited, asker, week):
    away = [{"first": week(0), "last": week(3)}]
    answer = same_teams(edited(Ben={"absences": away}), asker)
    assert answer.status is SolveStatus.OPTIMAL
    assert team(answer, "build") == {"Ann", "Ben"}
    assert answer.measures["moves"] == 0
    assert answer.accepted


def test_a_package_that_the_running_plan_does_not_have_takes_any_team(situation, asker):
    build, test = situation.baseline.packages
    running = situation.baseline.replace(
        selected=["P"],
        packages=[build],
        assignments=situation.baseline.assignments[:2],
    )
    answer = same_teams(situation.replace(baseline=running), asker)
    assert answer.net_value == Interval.exactly(150)
    assert team(answer, test.package) == {"Ben"}


def test_a_project_that_lost_a_team_is_dropped_and_the_note_says_why(edited, asker):
    answer = same_teams(edited(Ben={"skills": {"BE": {}}}), asker)
    assert answer.net_value == Interval.exactly(100)
    assert answer.plan.selected == ("P",)
    assert "test cannot keep its team: Ben lacks the skill QA." in {
        note.message for note in answer.notes
    }


def test_there_is_no_such_plan_where_that_project_must_run(edited, asker):
    lost = edited(Ben={"skills": {"BE": {}}}, Q={"mandatory": True})
    answer = same_teams(lost, asker)
    assert answer.status is SolveStatus.INFEASIBLE
    assert answer.plan is None
    assert asker.done == 0
    assert [note.code for note in answer.notes] == ["lost_team"]


def test_a_team_of_a_size_that_is_not_allowed_any_more_is_lost(edited, asker):
    smaller = [{"skill": "BE", "effort": 80, "team_max": 1}]
    answer = same_teams(edited(build={"demands": smaller}), asker)
    assert answer.net_value == Interval.exactly(0)
    assert "has 2 on BE, allowed are 1" in answer.notes[0].message


def test_modes_stay(edited, asker, week, situation):
    demand = {"skill": "QA", "effort": 40}
    modes = [
        {"id": "slow", "demands": [{**demand, "effort": 80}]},
        {"id": "fast", "demands": [demand]},
    ]
    changed = edited(test={"modes": modes, "demands": []})
    build, test = situation.baseline.packages
    slow = test.replace(mode="slow", periods=2)
    running = situation.baseline.replace(packages=[build, slow])
    answer = same_teams(changed.replace(baseline=running), asker)
    assert [p.mode for p in answer.plan.packages] == ["default", "slow"]


def test_a_large_question_gets_a_good_plan_at_once(situation, asker, monkeypatch):
    monkeypatch.setattr(module, "PROVABLE_ROWS", 0)
    monkeypatch.setattr(module, "QUICK_SHARE", 1e-5)
    asker.limits = Limits(workers=1)
    answer = same_teams(situation, asker)
    assert answer.certificate.engine == "search"
    assert answer.accepted
    assert answer.net_value.low == 150
    assert asker.done == 1
