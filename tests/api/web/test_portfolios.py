"""The portfolios as pages: the list, one under its plan, and what is in it."""

import re

import pytest
from sqlalchemy import event, insert
from starlette.testclient import TestClient

from api.storage import tables
from api.storage.identity import new_id
from tests.api.web.browsed import Form

MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture
def planned(chief, document, plan):
    """The path of a portfolio that has a running plan."""
    bundle = {"portfolio": document, "plan": plan.model_dump(mode="json")}
    return (
        chief.post("/v1/portfolios", json=bundle)
        .headers["Location"]
        .removeprefix("/v1")
    )


@pytest.fixture
def unplanned(kept):
    """The path of a portfolio without a plan."""
    return kept.removeprefix("/v1")


def parts(page):
    """What a page asks for later."""
    return [one.replace("&amp;", "&") for one in re.findall(r'hx-get="([^"]+)"', page)]


def shown(visitor, planned):
    """The summary of a portfolio's running plan."""
    page = visitor.open(planned).text
    asked = [one for one in parts(page) if one.endswith("/summary")]
    return visitor.open(asked[0]).text if asked else page


def test_nobody_sees_anything_without_signing_in(app, planned):
    refused = TestClient(app).get(planned, follow_redirects=False)
    assert refused.status_code == 303
    assert refused.headers["Location"].startswith("/sign-in")


def test_the_first_page_leads_to_the_portfolios(visitor):
    assert visitor.open("/").url.path == "/portfolios"


def test_a_portfolio_is_listed_with_how_it_fares(visitor, planned):
    page = visitor.open("/portfolios").text
    assert f'href="{planned}"' in page
    health = visitor.open(f"{planned}/health").text
    assert "accepted" in health
    assert "Tiny" in visitor.open("/portfolios").text


def test_a_portfolio_without_a_plan_says_what_to_do(visitor, unplanned):
    assert "There is no plan yet" in visitor.open(unplanned).text
    assert "Find the best plan" in visitor.open(unplanned).text


def test_a_viewer_is_offered_nothing_that_they_may_not_do(visit, join, planned):
    viewer = visit(join(grants=[(planned.rpartition("/")[2], "viewer")]))
    page = viewer.open(planned).text
    assert "Find the best plan" not in page
    assert "/edit" not in page
    assert "History of the running plan<" in page
    assert "Upload" not in viewer.open("/portfolios").text
    refused = viewer.open(f"{planned}/edit")
    assert refused.status_code == 403
    assert "An administrator can give you that role." in refused.text


def test_a_viewer_is_not_told_to_ask_for_a_plan(visitor, visit, join, kept):
    path = kept.removeprefix("/v1")
    viewer = visit(join(grants=[(kept.rpartition("/")[2], "viewer")]))
    for address in ("/portfolios", f"{path}/health"):
        assert "Somebody who plans this portfolio" in viewer.open(address).text
        assert "Open it to ask for the best plan" in visitor.open(address).text


def test_every_part_of_a_plan_can_be_opened_and_drawn(visitor, planned):
    found = [one for one in parts(shown(visitor, planned)) if "/parts/" in one]
    names = {one.rpartition("/")[2] for one in found}
    assert {"decisions", "schedule", "people", "overbooking", "skills"} <= names
    for address in found:
        part = visitor.open(address)
        assert part.status_code == 200
        for figure in re.findall(r'data-figure="([^"]+)"', part.text):
            drawn = visitor.open(figure)
            assert drawn.status_code == 200
            assert drawn.json()["data"]


def test_a_part_or_figure_that_is_not_there_is_not_found(visitor, planned):
    schedule = next(a for a in parts(shown(visitor, planned)) if a.endswith("schedule"))
    assert visitor.open(schedule.replace("schedule", "nothing")).status_code == 404
    figure = schedule.replace("parts/schedule", "figures/schedule/nothing")
    assert visitor.open(figure).status_code == 404


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("person=Ann", "level 3"),
        ("package=build", "40 h of BE"),
        ("project=P", "100 of 100"),
    ],
)
def test_what_is_clicked_tells_its_facts_and_leads_on(visitor, planned, asked, said):
    panel = visitor.client.get(
        f"{planned}/details?{asked}", headers={"HX-Request": "true"}
    )
    assert said in panel.text
    assert f"{planned}/scenarios/new?{asked}" in panel.text
    assert f"{planned}/edit/" in panel.text
    assert "<html" not in panel.text
    assert "<html" in visitor.open(f"{planned}/details?{asked}").text


def test_parts_of_a_plan_are_pages_where_no_script_fetches_them(visitor, planned):
    first = visitor.open(planned).text
    (summary,) = re.findall(r'<a href="([^"]*/summary)"', first)
    shown = visitor.open(summary).text
    parts = re.findall(r'<noscript><p><a href="([^"]*)">', shown)
    assert len(parts) > 4
    for address in (summary, *parts):
        assert "<html" in visitor.open(address).text
        fetched = visitor.client.get(address, headers={"HX-Request": "true"})
        assert "<html" not in fetched.text


def test_what_is_not_in_the_portfolio_has_no_details(visitor, planned):
    assert visitor.open(f"{planned}/details?person=Nobody").status_code == 404
    assert visitor.open(f"{planned}/details").status_code == 404


def test_a_plan_that_was_chosen_is_told_apart_from_the_running_one(
    chief, visitor, planned, plan
):
    other = plan.model_copy(update={"selected": (), "packages": (), "assignments": ()})
    added = chief.post(
        f"/v1{planned}/plans", json=other.model_dump(mode="json")
    ).json()["id"]
    known = set(re.findall(r"\?plan=([0-9a-f]{32})", visitor.open(planned).text))
    (earlier,) = known - {added}
    assert "the running plan" in visitor.open(planned).text
    page = visitor.open(f"{planned}?plan={earlier}").text
    assert "<strong>not</strong> the running one" in page
    assert "Show the running plan" in page


def test_plans_of_scenarios_do_not_push_the_running_one_off_the_page(
    app, chief, visitor, planned
):
    (running,) = chief.get(f"/v1{planned}/plans").json()["items"]
    with app.state.service.database.writing() as session:
        plan = session.get_one(tables.Plan, running["id"])
        kept = {it.key: getattr(plan, it.key) for it in tables.Plan.__table__.c}
        later = ({"id": new_id(), "label": "response"} for _ in range(50))
        session.execute(insert(tables.Plan), [kept | one for one in later])
    page = visitor.open(planned).text
    assert f"?plan={running['id']}" in page


def test_older_versions_stand_on_a_page_of_their_own(app, visitor, planned):
    portfolio = planned.rpartition("/")[2]
    with app.state.service.database.writing() as session:
        first = session.get_one(tables.PortfolioVersion, (portfolio, 1))
        columns = tables.PortfolioVersion.__table__.c
        kept = {it.key: getattr(first, it.key) for it in columns}
        later = [kept | {"version": number} for number in range(2, 22)]
        session.execute(insert(tables.PortfolioVersion), later)
        session.get_one(tables.Portfolio, portfolio).version = 21
    page = visitor.open(planned).text
    assert '?version=2"' in page
    assert '?version=1"' not in page
    assert f"{planned}?older=2#states" in page
    older = visitor.open(f"{planned}?older=2").text
    assert '?version=1"' in older
    assert "Older versions" not in older


def test_a_list_of_questions_reads_no_portfolio(app, chief, visitor, planned):
    for _ in range(2):
        chief.post(f"/v1{planned}/solves", json={})
    asked, engine = [], app.state.service.database.engine
    watch = (engine, "before_cursor_execute", lambda *it: asked.append(it[2]))
    event.listen(*watch)
    page = visitor.open("/jobs").text
    event.remove(*watch)
    assert page.count("Tiny") >= 2
    assert not [one for one in asked if "body" in one]
    assert len([one for one in asked if "portfolio_versions" in one]) == 1


def test_a_plan_of_another_portfolio_is_not_shown(
    chief, visitor, planned, document, plan
):
    bundle = {"portfolio": document, "plan": plan.model_dump(mode="json")}
    other = chief.post("/v1/portfolios", json=bundle).json()["plan_id"]
    assert visitor.open(f"{planned}?plan={other}").status_code == 404


def test_a_plan_that_does_not_fit_says_what_is_missing(
    chief, visitor, planned, document
):
    document["engineers"][0]["id"] = "Bea"
    etag = {"If-Match": chief.get(f"/v1{planned}").headers["ETag"]}
    assert chief.put(f"/v1{planned}", json=document, headers=etag).status_code == 200
    assert "does not fit" in shown(visitor, planned)
    assert "does not fit" in visitor.open(f"{planned}/health").text


def test_names_are_text_and_never_markup(chief, visitor, document, plan):
    document["name"] = document["engineers"][0]["name"] = MARKUP
    document["projects"][0]["name"] = MARKUP
    bundle = {"portfolio": document, "plan": plan.model_dump(mode="json")}
    path = (
        chief.post("/v1/portfolios", json=bundle)
        .headers["Location"]
        .removeprefix("/v1")
    )
    pages = ["/portfolios", path, f"{path}/details?person=Ann"]
    pages += [one for one in parts(shown(visitor, path)) if "/parts/" in one]
    for page in pages:
        assert "<img" not in visitor.open(page).text


@pytest.mark.parametrize("kind", ["xlsx", "json", "csv"])
def test_a_portfolio_is_taken_out_as_a_file(visitor, planned, kind):
    found = visitor.open(f"{planned}/export/{kind}")
    assert found.status_code == 200
    assert "attachment" in found.headers["Content-Disposition"]


def test_the_report_of_a_plan_is_one_file(visitor, planned):
    address = re.search(r'href="([^"]+/report)"', visitor.open(planned).text)[1]
    found = visitor.open(address)
    assert found.headers["Content-Disposition"].endswith('-plan.html"')
    assert "Tiny" in found.text


def test_the_best_plan_is_asked_for_from_the_page(visitor, app, planned):
    before = app.state.service.supervisor.woken
    csrf_page = visitor.client
    once = Form(visitor.open(planned).text).fields["once"]
    csrf_page.follow_redirects = False
    asked = visitor.send(f"{planned}/solves", seconds="20", once=once)
    twice = visitor.send(f"{planned}/solves", seconds="20", once=once)
    csrf_page.follow_redirects = True
    assert asked.status_code == 303
    assert twice.headers["Location"] == asked.headers["Location"]
    assert re.fullmatch(r"/jobs/[0-9a-f]{32}", asked.headers["Location"])
    assert app.state.service.supervisor.woken == before + 2
    assert asked.headers["Location"] in visitor.open("/jobs").text
    visitor.send(f"{asked.headers['Location']}/cancel")


@pytest.mark.parametrize("seconds", ["0", "nan", "1e9", "soon"])
def test_seconds_that_mean_nothing_are_refused(visitor, planned, seconds):
    assert visitor.send(f"{planned}/solves", seconds=seconds).status_code == 422


def test_jobs_are_shown_of_one_portfolio_and_one_state(visitor, planned):
    portfolio = planned.rpartition("/")[2]
    page = visitor.open(f"/jobs?portfolio={portfolio}&state=done").text
    assert "No questions" in page
