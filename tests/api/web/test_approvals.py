"""Approving, asking again and undoing in the page."""

from datetime import date

import pytest

from api.access.principal import Role
from api.storage import tables
from api.storage.jobs import JobState
from tests.api.web.browsed import Form


@pytest.fixture
def name(kept):
    """The id of the portfolio."""
    return kept.rpartition("/")[2]


@pytest.fixture
def later(plan):
    """Ann builds in the second week."""
    (placed,) = plan.packages
    return plan.replace(packages=[placed.replace(start=date(2026, 1, 12))])


@pytest.fixture
def imagined(chief, kept, absence, answer, later, plan):
    """The id of a job that has answered what Ann's absence means."""
    chief.post(f"{kept}/plans", json=plan.model_dump(mode="json"))
    path = chief.post(f"{absence}/what-ifs", json={}).headers["Location"]
    answer(path, response=later, present=plan)
    return path.rpartition("/")[2]


def test_an_approval_says_what_would_change_and_stands_in_the_history(
    visitor, chief, kept, name, imagined
):
    shown = visitor.open(f"/jobs/{imagined}/approve")
    assert shown.status_code == 200
    assert "Best response" in shown.text
    assert "version 2 of the portfolio" in shown.text
    assert "+1 (worse)" in shown.text
    assert "accepted by the checker" in shown.text
    done = visitor.send(
        f"/jobs/{imagined}/approve", answer="response", comment="<b>why</b>"
    )
    assert done.url.path == f"/portfolios/{name}/history"
    assert "&lt;b&gt;why&lt;/b&gt;" in done.text
    assert "in force" in done.text
    assert "Version 1 → 2" in done.text
    assert chief.get(kept).json()["engineers"][0]["absences"]
    again = visitor.send(f"/jobs/{imagined}/approve", answer="response")
    assert "it is the running plan" in again.text
    answer = visitor.open(f"/jobs/{imagined}").text
    assert "it is the running plan" in answer
    assert "has moved on" not in answer
    assert "Approve" not in answer


def test_what_was_found_until_it_was_stopped_can_be_approved(visitor, app, imagined):
    with app.state.service.database.writing() as session:
        session.get_one(tables.Job, imagined).state = JobState.CANCELLED
    assert f'href="/jobs/{imagined}/approve' in visitor.open(f"/jobs/{imagined}").text
    done = visitor.send(f"/jobs/{imagined}/approve", answer="response")
    assert "in force" in done.text


def test_an_answer_that_breaks_rules_says_which(visitor, imagined):
    shown = visitor.open(f"/jobs/{imagined}/approve?answer=present")
    assert shown.status_code == 200
    assert "The checker does not accept the plan" in shown.text
    assert "Approve this plan" not in shown.text


def test_what_moved_on_is_asked_again_and_compared(
    visitor, chief, kept, document, imagined, answer, later
):
    document["name"] = "Edited"
    chief.put(kept, json=document, headers={"If-Match": '"1"'})
    shown = visitor.send(f"/jobs/{imagined}/approve", answer="response", comment="mine")
    assert shown.status_code == 409
    assert "The portfolio has moved on" in shown.text
    assert "version 2, not 1" in shown.text
    assert "mine" in shown.text
    once = Form(shown.text).sent()["once"]
    again = visitor.send(f"/jobs/{imagined}/rebase", once=once)
    twice = visitor.send(f"/jobs/{imagined}/rebase", once=once)
    assert twice.url == again.url
    job = again.url.path.split("/")[2]
    assert job != imagined
    waiting = visitor.open(f"/jobs/{job}/difference")
    assert "still being looked for" in waiting.text
    answer(f"/v1/jobs/{job}", response=later)
    compared = visitor.open(f"/jobs/{job}/difference")
    assert "Version 1" in compared.text
    assert "it could be carried out as it is" in compared.text
    assert visitor.open(f"/jobs/{imagined}/difference").status_code == 200
    done = visitor.send(f"/jobs/{job}/approve", answer="response")
    assert "in force" in done.text


def test_under_another_running_plan_columns_do_not_have_the_same_name(
    visitor, chief, kept, plan, imagined, answer, later
):
    chief.post(f"{kept}/plans", json=plan.model_dump(mode="json"))
    job = visitor.send(f"/jobs/{imagined}/rebase").url.path.split("/")[2]
    answer(f"/v1/jobs/{job}", response=later)
    compared = visitor.open(f"/jobs/{job}/difference").text
    assert "Version 1" not in compared
    assert "under the running plan of before" in compared


def test_changes_that_no_longer_fit_are_named(visitor, chief, kept, document, imagined):
    document["now"] = "2026-01-12"
    chief.put(kept, json=document, headers={"If-Match": '"1"'})
    refused = visitor.send(f"/jobs/{imagined}/rebase")
    assert refused.status_code == 422
    assert "2026-01-09" in refused.text
    assert "Change the scenario, and ask it again" in refused.text
    assert "Ask again as it is now" not in refused.text


def test_an_approval_is_undone_in_the_page(visitor, name, imagined):
    done = visitor.send(f"/jobs/{imagined}/approve", answer="response")
    assert "Undo this" in done.text
    stale = visitor.send(f"/portfolios/{name}/history/undo", number=1)
    assert stale.status_code == 409
    back = visitor.send(f"/portfolios/{name}/history/undo", number=2, comment="no")
    assert back.status_code == 200
    assert "state 2" in back.text
    assert "Version 2 → 3" in back.text


def test_a_history_without_states_says_what_to_do(visitor, name):
    shown = visitor.open(f"/portfolios/{name}/history")
    assert "There is no running plan yet" in shown.text


def test_only_approvers_see_the_way_back(visitor, visit, join, name, imagined):
    visitor.send(f"/jobs/{imagined}/approve", answer="response")
    viewer = visit(join(grants=[(name, Role.VIEWER)]))
    shown = viewer.open(f"/portfolios/{name}/history")
    assert shown.status_code == 200
    assert "Undo this" not in shown.text
    assert "Cost" not in shown.text
    other = f"/jobs/{imagined}/approve?answer=present"
    assert viewer.open(other).status_code == 403
    assert viewer.send(f"/portfolios/{name}/history/undo", number=2).status_code == 403
