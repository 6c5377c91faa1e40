"""Changes to projects: there or not, decided, worth, due."""

from datetime import date

import pytest
from pydantic import ValidationError

from optimizer.portfolio.project import Decision
from scenarios.changes.project_revalued import ProjectRevalued


def project(situation, name="P"):
    """A project of the portfolio."""
    return next(it for it in situation.portfolio.projects if it.id == name)


def test_a_project_is_added_once(change, refusal):
    new = {"id": "N", "value": 5, "packages": [{"id": "N1", "duration": 2}]}
    after = change("project_added", project=new)
    assert [it.id for it in after.portfolio.projects] == ["P", "R", "N"]
    places, _ = refusal(
        "project_added", project=new | {"id": "P", "packages": [{"id": "C"}]}
    )
    assert places == [
        ("project", "duplicate_name"),
        ("project/packages/C", "duplicate_name"),
    ]


def test_a_project_that_links_to_nowhere_is_refused(refusal):
    new = {"id": "N", "packages": [{"id": "N1", "duration": 2, "predecessors": ["Z"]}]}
    places, _ = refusal("project_added", project=new)
    assert places == [("projects/N/packages/N1", "unknown_reference")]


def test_dropping_cancels_what_runs_and_says_what_is_sunk(change, refusal):
    after = change("project_dropped", project="P")
    assert project(after).decision is Decision.OUT
    assert [it.code for it in after.notes] == ["sunk"]
    assert "40 hours" in after.notes[0].message
    places, _ = refusal("project_dropped", situation=after, project="P")
    assert places == [("project", "already_so")]


def test_dropping_what_has_not_begun_sinks_nothing(change):
    assert change("project_dropped", project="R").notes == ()


def test_a_mandatory_project_with_a_penalty_can_be_dropped(base, change):
    portfolio = base.portfolio
    mandatory = project(base, "R").replace(mandatory=True, floor=-10)
    projects = (portfolio.projects[0], mandatory)
    situation = base.replace(portfolio=portfolio.replace(projects=projects))
    after = change("project_dropped", situation=situation, project="R")
    assert not project(after, "R").mandatory


@pytest.mark.parametrize("decision", ["in", "out"])
def test_a_project_is_forced(change, refusal, decision):
    after = change("project_forced", project="R", decision=decision)
    assert project(after, "R").decision == decision
    places, _ = refusal(
        "project_forced", situation=after, project="R", decision=decision
    )
    assert places == [("decision", "already_so")]


def test_due_dates_and_deadlines_move_and_are_lifted(change):
    after = change("due_moved", project="P", due="2026-03-06")
    assert project(after).due == date(2026, 3, 6)
    after = change(
        "deadline_moved", situation=after, project="P", deadline="2026-03-13"
    )
    assert project(after).deadline == date(2026, 3, 13)
    after = change("deadline_moved", situation=after, project="P", deadline=None)
    assert project(after).deadline is None


def test_a_due_date_that_delay_counts_from_is_not_lifted(refusal):
    assert refusal("due_moved", project="P", due=None)[0] == [
        ("projects/P", "missing_due")
    ]


def test_a_deadline_that_is_over_is_refused(refusal):
    assert refusal("deadline_moved", project="P", deadline="2026-01-09")[0] == [
        ("deadline", "date_in_the_past")
    ]


def test_value_and_cost_of_delay_change_apart(change):
    after = change("project_revalued", project="P", factor=1.5)
    assert (project(after).value, project(after).delay_cost) == (150, 10)
    after = change("project_revalued", project="P", delay_factor=0.5, value=70)
    assert (project(after).value, project(after).delay_cost) == (70, 5)
    after = change(
        "project_revalued", project="P", value_steps=[{"late": 2, "value": 30}]
    )
    assert project(after).delay_cost == 0
    after = change("project_revalued", situation=after, project="P", factor=2)
    assert project(after).value_steps[0].value == 60


def test_a_value_takes_the_place_of_a_rank(change, refusal):
    after = change("project_revalued", project="R", value=33)
    assert (project(after, "R").value, project(after, "R").rank) == (33, None)
    places, _ = refusal("project_revalued", project="R", factor=2)
    assert places == [("factor", "no_value")]


def test_the_last_rank_keeps_its_place(base, refusal):
    portfolio = base.portfolio
    ranked = portfolio.projects[0].replace(value=None, rank=2)
    situation = base.replace(
        portfolio=portfolio.replace(projects=(ranked, portfolio.projects[1]))
    )
    places, _ = refusal("project_revalued", situation=situation, project="P", value=9)
    assert places == [("value", "last_rank")]


@pytest.mark.parametrize(
    "fields", [{}, {"value": 3, "factor": 2}, {"delay_cost": 3, "delay_factor": 2}]
)
def test_a_revaluation_says_each_thing_once(fields):
    with pytest.raises(ValidationError):
        ProjectRevalued(project="P", **fields)


def test_an_unknown_project_is_told_from_those_that_there_are(refusal):
    places, said = refusal("project_dropped", project="Zebra")
    assert places == [("project", "unknown_reference")]
    assert "There are P, R." in said
