"""Scenarios in a real Chromium: built by keyboard, asked, watched, and read."""

import json
import re
import shutil
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from starlette.testclient import TestClient

from api import app as application
from api.access.keys import first_administrator
from api.access.visitor import COOKIE
from api.settings import Settings
from tests.api.web.browsing import browsing, settle

pytestmark = pytest.mark.page

ATLAS = Path("data/atlas")
MARKUP = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


@pytest.fixture(scope="module")
def working(sqlite_template, tmp_path_factory):
    """The address of the application with somebody who works on jobs, and a key."""
    folder = tmp_path_factory.mktemp("working")
    shutil.copy(sqlite_template, folder / "quarterdeck.sqlite")
    app = application.create_app(Settings(data_folder=folder))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    key = first_administrator(app.state.service.database)
    yield app, f"http://127.0.0.1:{port}", key
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def client(working):
    """Somebody who asks over HTTP."""
    app, _, key = working
    return TestClient(app, headers={"Authorization": f"Bearer {key}"})


@pytest.fixture(scope="module")
def atlas(client):
    """The path of Atlas with its running plan."""
    parts = {
        "portfolio": json.loads((ATLAS / "portfolio.json").read_text("utf-8")),
        "plan": json.loads((ATLAS / "baseline.json").read_text("utf-8")),
    }
    sent = client.post("/v1/portfolios", json=parts)
    return sent.headers["Location"].removeprefix("/v1")


@pytest.fixture
def browse(browser, working):
    """Open a page as the administrator at a width, and collect all complaints."""
    app, site, key = working
    signed = TestClient(app, follow_redirects=False)
    signed.post("/sign-in", data={"key": key})
    with browsing(browser, site, signed.cookies[COOKIE]) as open_page:
        yield open_page


def fits(page):
    """Whether nothing has to be scrolled sideways but what is meant to be."""
    return page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


def tab_to(page, name, most=40):
    """Press the tab key until something with this name, or text, has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "document.activeElement.name || document.activeElement.innerText || ''"
        )
        if told.strip() == name:
            return
    pytest.fail(f"the tab key does not lead to {name}")


def test_a_scenario_is_built_by_keyboard_from_a_clicked_person(browse, atlas):
    page, complaints = browse(f"{atlas}/scenarios/new?person=Ana")
    tab_to(page, "Somebody leaves")
    page.keyboard.press("Enter")
    page.wait_for_url("**/engineer_leaves**")
    assert page.input_value("[name='it.engineer']") == "Ana"
    tab_to(page, "it.on")
    page.keyboard.type("03022026")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/scenarios/[0-9a-f]{32}$"))
    told = page.locator("ol.changes").inner_text()
    assert told.startswith("Ana leaves on 2026-03-02.")
    assert complaints == []


def test_a_question_is_watched_to_its_end_and_answered_with_reasons(
    browse, client, atlas
):
    leaving = {"kind": "engineer_leaves", "engineer": "Ana", "on": "2026-03-02"}
    document = {"name": "Ana leaves", "changes": [leaving]}
    made = client.post(f"/v1{atlas}/scenarios", json=document)
    page, complaints = browse(made.headers["Location"].removeprefix("/v1"))
    page.locator(".effort summary").click()
    page.fill("[name='effort.deterministic']", "2")
    page.fill("[name='effort.workers']", "1")
    page.get_by_role("button", name="Find the best response").click()
    page.wait_for_url("**/jobs/*")
    page.get_by_text("What changes, and why").first.wait_for()
    settle(page)
    assert page.locator("text=Everything slides").count()
    assert re.search(r"joins|leaves|starts later", page.locator("main").inner_text())
    assert page.locator(".plot .main-svg").count()
    assert complaints == []
    small, more = browse(urlsplit(page.url).path, 390)
    settle(small)
    assert fits(small)
    assert more == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    "path",
    [
        "/scenarios",
        "/scenarios/new",
        "/scenarios/new/project_added",
        "/ask",
        "/ask/people",
    ],
)
def test_a_page_of_scenarios_is_drawn_without_a_complaint_and_fits(
    browse, atlas, path, width
):
    page, complaints = browse(atlas + path, width)
    page.wait_for_load_state()
    assert fits(page)
    assert complaints == []


def test_rows_are_added_and_removed_where_one_is_and_nothing_typed_is_lost(
    browse, atlas
):
    page, complaints = browse(f"{atlas}/scenarios/new/project_added", 390)
    page.fill("[name='it.project.id']", "NIS2")
    page.get_by_role("button", name="Add to packages").click()
    page.wait_for_selector("[name='it.project.packages.0.id']:focus")
    page.keyboard.type("N1")
    page.get_by_role("button", name="Add to who is needed").click()
    page.wait_for_selector("[name='it.project.packages.0.demands.0.skill']:focus")
    page.keyboard.type("BE")
    page.get_by_role("button", name="Begin the scenario").click()
    page.get_by_text("a fixed team needs a duration").wait_for()
    assert page.input_value("[name='it.project.packages.0.demands.0.skill']") == "BE"
    page.fill("[name='it.project.packages.0.duration']", "2")
    page.get_by_role("button", name="Begin the scenario").click()
    page.wait_for_url(re.compile(r"/scenarios/[0-9a-f]{32}$"))
    assert fits(page)
    refused = [it for it in complaints if "422" not in it]
    assert refused == []


def test_markup_in_names_does_not_run(browse, client, atlas):
    person = {"id": MARKUP, "skills": {MARKUP: {}}}
    changes = [{"kind": "engineer_joins", "engineer": person}]
    document = {"name": MARKUP, "description": MARKUP, "changes": changes}
    made = client.post(f"/v1{atlas}/scenarios", json=document)
    path = made.headers["Location"].removeprefix("/v1")
    for address in (
        path,
        f"{path}/changes/1",
        f"{path}/changes/new",
        f"{atlas}/scenarios",
    ):
        page, complaints = browse(address)
        page.wait_for_load_state()
        assert complaints == []
        assert page.locator("img").count() == 0
        assert fits(page)
    client.delete(f"/v1{path}", headers={"If-Match": '"1"'})
