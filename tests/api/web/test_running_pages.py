"""Editing, approving and undoing in a real browser, at two widths."""

import os
import shutil
import socket
import threading
from datetime import date
from pathlib import Path
from time import sleep

import pytest
import uvicorn
from starlette.testclient import TestClient

from api import app as application
from api.access.keys import first_administrator
from api.settings import Settings
from tests.api.routes.conftest import Resting, answer

__all__ = ["answer"]

pytestmark = pytest.mark.page

REFUSED = (
    "Failed to load resource: the server responded with a status of 4",
    "Response Status Error Code 4",
)
"""What a browser tells of a form that was not kept."""
PICTURES = os.environ.get("QUARTERDECK_PICTURES")
"""A folder for pictures of the pages, for whoever wants to look at them."""
PATIENCE = 120_000
"""Milliseconds; a busy machine is no fault of a page."""


@pytest.fixture(scope="module")
def site(sqlite_template, tmp_path_factory):
    """The application at an address, and the key of its administrator."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(application, "Supervisor", Resting)
        folder = tmp_path_factory.mktemp("site")
        shutil.copy(sqlite_template, folder / "quarterdeck.sqlite")
        app = application.create_app(Settings(data_folder=folder))
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            sleep(0.05)
        key = first_administrator(app.state.service.database)
        yield app, f"http://127.0.0.1:{listening.getsockname()[1]}", key
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def app(site):
    """The application."""
    return site[0]


@pytest.fixture(scope="module")
def chief(site):
    """The administrator, asking over HTTP."""
    headers = {"Authorization": f"Bearer {site[2]}"}
    return TestClient(site[0], base_url=site[1], headers=headers)


@pytest.fixture(params=[1280, 390])
def page(site, browser, request):
    """A page that the administrator opened; nothing may complain in it."""
    _, address, key = site
    context = browser.new_context(
        base_url=address, viewport={"width": request.param, "height": 900}
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    complaints = []
    page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda it: it.url.startswith((address, "data:")) or complaints.append(it.url),
    )
    page.goto("/sign-in")
    page.fill("#key", key)
    page.click("text=Sign in with the key")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    yield page
    assert [it for it in complaints if not it.startswith(REFUSED)] == []
    context.close()


@pytest.fixture
def picture(page, request):
    """A function that takes a picture, and holds the page to its width."""

    def take(name):
        width = page.viewport_size["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if PICTURES:
            file = Path(PICTURES, f"running-{name}-{width}.png")
            page.screenshot(path=file, full_page=True)

    return take


KEEP, REMOVE = ".actions button:text-is('Keep')", ".actions button.danger"


@pytest.fixture
def name(chief, kept, plan):
    """The id of a portfolio with a running plan."""
    chief.post(f"{kept}/plans", json=plan.model_dump(mode="json"))
    return kept.rpartition("/")[2]


@pytest.fixture
def solve(chief, kept, name, answer, plan):
    """A function that asks, and finds a plan a week later than the running one."""
    (placed,) = plan.packages
    found = plan.replace(packages=[placed.replace(start=date(2026, 1, 12))])

    def ask():
        path = chief.post(f"{kept}/solves", json={}).headers["Location"]
        answer(path, plan=found)
        return path.rpartition("/")[2]

    return ask


def test_whoever_edits_loses_nothing_that_they_typed(page, picture, chief, kept, name):
    page.goto(f"/portfolios/{name}/edit")
    picture("things")
    page.click("text=Ann")
    hours = page.get_by_label("Contract hours per week")
    hours.fill("many")
    page.click("[aria-label='Add to skills']")
    page.wait_for_selector("[name='it.skills.1.key']")
    assert hours.input_value() == "many"
    page.click(KEEP)
    page.wait_for_selector("text=Not kept yet")
    picture("wrong")

    theirs = chief.get(kept).json()
    theirs["engineers"][0]["hours_per_week"] = 36
    assert chief.put(kept, json=theirs, headers={"If-Match": '"1"'}).status_code == 200
    hours.fill("32")
    page.click(KEEP)
    page.wait_for_selector("text=Somebody else was first")
    picture("moved")
    page.click(KEEP)
    page.wait_for_url("**/edit")
    assert chief.get(kept).json()["engineers"][0]["hours_per_week"] == 32


def test_what_the_running_plan_names_is_not_removed_by_mistake(
    page, picture, chief, kept, name
):
    page.goto(f"/portfolios/{name}/edit")
    page.click("text=build")
    picture("package")
    page.click(REMOVE)
    page.wait_for_selector("text=The running plan would not fit")
    picture("misfits")
    assert chief.get(kept).headers["ETag"] == '"1"'


def test_an_approval_is_told_and_taken_back(page, picture, name, solve):
    solved, late = solve(), solve()
    page.goto(f"/jobs/{solved}/approve")
    picture("approve")
    page.fill("#comment", "Agreed on Monday: Ann is needed elsewhere first.")
    page.click("text=Approve this plan")
    page.wait_for_url("**/history")
    picture("history")
    page.goto(f"/jobs/{solved}/approve")
    page.wait_for_selector("text=it is the running plan")
    page.goto(f"/jobs/{late}/approve")
    page.wait_for_selector("text=The portfolio has moved on")
    picture("moved-on")
    page.goto(f"/portfolios/{name}/history")
    page.click("summary:text-is('Undo')")
    page.click("text=Undo this")
    page.wait_for_selector("h2:has-text('Undone')")
    picture("undone")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
