"""Asking from the page: the best response, comparisons, prices, curves, reasons."""

import json
from pathlib import Path

import plotly.graph_objects as go
import pytest

from api.access.principal import Role
from api.jobs import pages, queue
from api.storage import tables
from api.storage.jobs import JobState
from api.storage.paging import Part
from api.web.inquiries import INQUIRIES
from optimizer.report.page import Chart, Headline, Section
from optimizer.report.unwritten import Page
from tests.api.web.browsed import Form
from tests.api.web.forms.every_kind import with_more

ATLAS = Path("data/atlas")
SAID = {
    "offer": {"it.offer": "Oda"},
    "budget": {"it.budget": "B"},
    "floor": {"it.floor": "F", "it.step": "1"},
    "by_deadline": {"it.project": "AI", "it.at.0": "2026-06-26"},
    "by_budget": {"it.budget": "B"},
    "by_headcount": {"it.skill": "BE", "it.up_to": "2"},
    "why_not": {"it.project": "AI"},
}
"""Question → what has to be said for it."""


@pytest.fixture(scope="module")
def atlas(chief):
    """The address of Atlas with its running plan, and something of everything."""
    portfolio = with_more(json.loads((ATLAS / "portfolio.json").read_text("utf-8")))
    plan = json.loads((ATLAS / "baseline.json").read_text("utf-8"))
    sent = chief.post("/v1/portfolios", json={"portfolio": portfolio, "plan": plan})
    return sent.headers["Location"].removeprefix("/v1")


@pytest.fixture
def begun(chief, atlas):
    """A function that keeps a scenario of a name, and returns its address."""

    def begin(name, *changes):
        document = {"name": name, "changes": changes}
        sent = chief.post(f"/v1{atlas}/scenarios", json=document)
        return sent.headers["Location"].removeprefix("/v1")

    return begin


def job_of(chief, page):
    """The job that a page shows, as programs read it."""
    assert page.url.path.startswith("/jobs/"), Form(page.text).wrong
    return chief.get(f"/v1{page.url.path}").json()


def test_the_best_response_is_asked_once_however_often_the_form_is_sent(
    visitor, chief, begun
):
    scenario = begun("Once")
    fields = Form(visitor.open(scenario).text).sent()
    asked = {name: fields[name] for name in ("once", "effort.seconds")}
    first = job_of(chief, visitor.send(f"{scenario}/ask", **asked))
    again = job_of(chief, visitor.send(f"{scenario}/ask", **asked))
    assert first["id"] == again["id"]
    assert (first["kind"], first["state"]) == ("what_if", "queued")
    assert first["scenario_id"] == scenario.rpartition("/")[2]
    assert ">Best response: Once</a>" in visitor.open("/jobs").text
    other = visitor.send(f"{scenario}/ask", **{**asked, "effort.seconds": "7"})
    assert job_of(chief, other)["id"] != first["id"]


@pytest.mark.parametrize(
    ("field", "text"),
    [("seconds", "soon"), ("seconds", "86401"), ("seconds", "3601"), ("workers", "65")],
)
def test_more_effort_than_there_is_is_refused_beside_its_field(
    visitor, begun, field, text
):
    page = visitor.send(f"{begun('Hard')}/ask", **{f"effort.{field}": text})
    assert page.status_code == 422
    form = Form(page.text)
    assert form.fields[f"effort.{field}"] == text
    assert text in form.wrong[0]


def test_a_scenario_that_does_not_fit_is_not_asked(visitor, begun):
    scenario = begun("Wrong", {"kind": "project_dropped", "project": "NONE"})
    page = visitor.send(f"{scenario}/ask", **{"effort.seconds": "5"})
    assert page.status_code == 422
    assert "There is no project" in page.text


@pytest.mark.parametrize("name", INQUIRIES)
def test_every_question_is_asked_by_its_form(visitor, chief, atlas, begun, name):
    scenario = begun(f"About {name}").rpartition("/")[2]
    path = f"{atlas}/ask/{name}"
    fields = Form(visitor.open(f"{path}?scenario={scenario}").text).sent()
    assert fields["scenario"] == scenario
    page = visitor.send(path, **{**fields, **SAID.get(name, {})})
    job = job_of(chief, page)
    assert job["kind"] == INQUIRIES[name].question.model_fields["kind"].default
    assert job["scenario_id"] == scenario
    assert "Waiting for its turn." in page.text
    visitor.send(f"{page.url.path}/cancel")


def test_what_is_not_there_is_said_beside_its_field(visitor, atlas):
    fields = {"it.offer": "Nobody", "effort.seconds": "5"}
    page = visitor.send(f"{atlas}/ask/offer", **fields)
    assert page.status_code == 422
    assert Form(page.text).wrong == ["There is no offer 'Nobody'. There are Oda."]
    assert Form(page.text).fields["it.offer"] == "Nobody"


def test_two_scenarios_are_compared_and_one_or_eleven_are_not(
    visitor, chief, atlas, begun
):
    made = [begun(f"Number {number}").rpartition("/")[2] for number in range(11)]
    boxes = {f"scenario.{one}": "on" for one in made}
    few = dict(list(boxes.items())[:1])
    for wrong in (few, boxes, {}):
        page = visitor.send(f"{atlas}/comparisons", **wrong)
        assert page.status_code == 422
        assert "Choose 2 to 10 scenarios" in page.text
    two = dict(list(boxes.items())[:2])
    page = visitor.send(f"{atlas}/comparisons", **two, causes="on")
    assert job_of(chief, page)["kind"] == "comparison"


def test_scenarios_stay_chosen_while_others_are_looked_for(
    visitor, chief, atlas, begun
):
    first, other, third = (begun(f"{name} goes") for name in ("Ada", "Ben", "Cy_"))
    box = {f"scenario.{first.rpartition('/')[2]}": "on"}
    ticked = f'name="scenario.{first.rpartition("/")[2]}" value="on" checked'
    sought = {"press": "find", "sought": "ben"}
    found = visitor.send(f"{atlas}/comparisons", **box, **sought)
    assert found.status_code == 200
    assert other in found.text
    assert ticked in found.text
    assert third not in found.text
    after = {"after": third.rpartition("/")[2]}
    older = visitor.send(f"{atlas}/comparisons", **box, **after)
    assert other in older.text
    assert ticked in older.text
    assert third not in older.text
    none = visitor.open(f"{atlas}/scenarios?sought=%25").text
    assert "No scenario has" in none


def test_a_scenario_is_asked_about_however_many_came_after_it(
    visitor, chief, atlas, begun, monkeypatch
):
    scenario, _ = begun("The oldest"), begun("A later one")
    name = scenario.rpartition("/")[2]
    monkeypatch.setattr("api.web.choices.OFFERED", Part(size=1))
    page = visitor.open(f"{atlas}/ask/why_not?scenario={name}")
    assert Form(page.text).fields["scenario"] == name
    assert "These are the latest" in page.text
    asked = {**Form(page.text).sent(), "scenario": name}
    job = job_of(chief, visitor.send(f"{atlas}/ask/why_not", **asked))
    assert job["scenario_id"] == name
    gone = {**asked, "scenario": "0" * 32}
    assert visitor.send(f"{atlas}/ask/why_not", **gone).status_code == 404
    put = visitor.open(f"{atlas}/scenarios/new?scenario={name}")
    assert "a further change of the scenario" in put.text


def test_scenarios_of_one_name_are_told_apart_before_they_are_compared(
    visitor, atlas, begun
):
    boxes = {f"scenario.{begun('Same').rpartition('/')[2]}": "on" for _ in range(2)}
    page = visitor.send(f"{atlas}/comparisons", **boxes)
    assert page.status_code == 422
    assert "more than one is called" in page.text


@pytest.fixture
def asked(visitor, begun):
    """The address of the page of a question that waits."""
    path = f"{begun('Watched')}/ask"
    return visitor.send(path, **{"effort.seconds": "5"}).url.path


def ended(app, path, state, told=None, **why):
    """Let a job end, with what is told of it."""
    with app.state.service.database.writing() as session:
        job = session.get_one(tables.Job, path.rpartition("/")[2])
        job.state, job.fence = JobState.RUNNING, 1
        session.flush()
        lease = queue.Lease(job.id, 1, job.question)
        result = None if told is None else "{}"
        ending = queue.Ending(state, result, full=told, limited=told, **why)
        queue.finish(session, lease, ending)


def test_progress_is_told_until_the_end_and_then_the_page_is_shown_anew(
    visitor, app, asked
):
    page = visitor.open(asked).text
    assert '<noscript><meta http-equiv="refresh"' in page
    assert 'class="badge' not in page
    assert "<dl" not in page
    assert "You can leave this page" in page
    waits = visitor.open(f"{asked}/progress")
    assert 'hx-trigger="every 1s"' in waits.text
    assert "HX-Refresh" not in waits.headers
    with app.state.service.database.writing() as session:
        session.get_one(tables.Job, asked.rpartition("/")[2]).attempts = 1
    assert "Waiting to be tried again" in visitor.open(f"{asked}/progress").text
    ended(app, asked, JobState.CANCELLED)
    over = visitor.open(f"{asked}/progress")
    assert over.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in over.text
    page = visitor.open(asked).text
    assert "noscript" not in page
    assert 'class="badge' in page


def test_a_failure_says_what_to_do_and_can_be_asked_again(visitor, chief, app, asked):
    why = {"problem_code": "out_of_memory", "problem": "It needs <b>more</b>."}
    ended(app, asked, JobState.FAILED, **why)
    page = visitor.open(asked).text
    assert "It needs &lt;b&gt;more&lt;/b&gt;." in page
    assert "Ask a smaller question" in page
    once = Form(page).sent()["once"]
    again = visitor.send(f"{asked}/retry", once=once)
    assert again.url.path != asked
    assert job_of(chief, again)["state"] == "queued"
    assert visitor.send(f"{asked}/retry", once=once).url == again.url
    assert visitor.send(f"{asked}/retry").url != again.url


@pytest.fixture
def answered(app, asked):
    """The address of a page with an answer, of which something is told."""
    figure = go.Figure(go.Bar(x=[1], y=["<b>"]), layout={"height": 200})
    chart = Chart("bars", "Bars", "How much of what.", {"": figure})
    section = Section("told", "Told", ("Much was <i>found</i>.",), (chart,))
    page = Page("Watched", "What if", Headline("All is well."), (section,))
    ended(app, asked, JobState.DONE, pages.told(page))
    return asked


def test_an_answer_is_told_drawn_and_taken_out(visitor, answered):
    page = visitor.open(answered).text
    assert "All is well." in page
    assert "Much was &lt;i&gt;found&lt;/i&gt;." in page
    assert f'data-figure="{answered}/figures/bars"' in page
    figure = visitor.open(f"{answered}/figures/bars").json()
    assert figure["layout"]["height"] == 200
    assert visitor.open(f"{answered}/figures/none").status_code == 404
    for kind in ("html", "xlsx", "csv"):
        file = visitor.open(f"{answered}/report?kind={kind}")
        assert file.status_code == 200
        assert file.headers["Content-Disposition"].startswith("attachment")
    assert visitor.open(f"{answered}/data").json()["decision"] == "All is well."


def test_a_response_that_is_not_there_cannot_be_approved(visitor, app, asked):
    told = pages.told(Page("Watched", "What if", Headline("No plan.", mood="bad"), ()))
    ended(app, asked, JobState.DONE, told)
    page = visitor.open(asked).text
    assert "Approve" not in page
    assert "Why not, and what is nearest" in page
    assert "Change the scenario" in page


def test_who_may_only_read_sees_the_answer_and_no_button(visit, join, answered):
    reader = visit(join(Role.VIEWER))
    page = reader.open(answered)
    assert "All is well." in page.text
    assert page.text.count("<form") == 1  # to sign out
    assert "Approve" not in page.text
    for deed in ("cancel", "retry"):
        assert reader.send(f"{answered}/{deed}").status_code == 403


def test_an_answer_that_was_overtaken_says_so(visitor, chief, atlas, answered):
    before = visitor.open(answered).text
    assert "has moved on" not in before
    assert "Ask again" in before
    path = f"/v1{atlas}"
    found = chief.get(path)
    version = {"If-Match": found.headers["ETag"]}
    assert chief.put(path, json=found.json(), headers=version).status_code == 200
    after = visitor.open(answered).text
    assert "has moved on" in after
    assert "it was version" in after
    assert "Ask again" not in after
    assert "Ask the same of what holds now" in after
