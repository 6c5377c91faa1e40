"""From an empty database to an approved answer, by hand, in a real browser."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ATLAS = Path(__file__).parents[2] / "data" / "atlas" / "portfolio.xlsx"
SECONDS = "10"
PATIENCE = 120_000
"""Milliseconds; a busy machine is no fault of a page."""


@pytest.fixture
def service(tmp_path):
    """The address and the key of a service that was just started, on nothing."""
    command = "from api.cli.main import main; main()"
    served = subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.getcwd(), "QUARTERDECK_LOG_LEVEL": "error"},
    )
    try:
        told = ""
        while "listens at" not in told:
            line = served.stderr.readline()
            assert line, told
            told += line
        yield re.search(r"http://[\d.:]+", told)[0], re.search(r"qd_\S+", told)[0]
    finally:
        served.terminate()
        served.wait(200)
        served.stderr.close()


class Visitor:
    """Somebody at a browser; everything that a page should not do is a complaint."""

    def __init__(self, browser, at, pictures):
        self.at, self.pictures, self.complaints = at, pictures, []
        self.page = browser.new_page(viewport={"width": 1280, "height": 900})
        self.page.set_default_timeout(PATIENCE)
        for event in ("console", "pageerror", "dialog"):
            self.page.on(event, lambda it, event=event: self.complain(event, it))
        self.page.on("request", self.look)

    def complain(self, event, it):
        """Note what a page said or asked."""
        self.complaints.append((event, getattr(it, "text", None) or str(it)))

    def look(self, request):
        """Note a request that leaves the machine."""
        if not request.url.startswith((self.at, "data:", "blob:")):
            self.complaints.append(("request", request.url))

    def open(self, name):
        """Follow a link."""
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def press(self, name):
        """Press a button."""
        self.page.get_by_role("button", name=name).last.click()

    def enter(self, **fields):
        """Fill fields in, by their ids."""
        for name, text in fields.items():
            self.page.locator(f"[id='{name.replace('__', '-')}']").fill(text)

    def see(self, text):
        """Wait until a text stands on the page, and keep a picture of it."""
        self.page.get_by_text(text).first.wait_for()
        number = len(list(self.pictures.glob("*.png")))
        self.page.screenshot(path=self.pictures / f"{number:02}.png", full_page=True)

    def imagine(self, kind, **fields):
        """Begin a scenario from the portfolio with one change; return its name."""
        self.open("Build a scenario")
        self.open(kind)
        self.enter(**fields)
        self.press("Begin the scenario")
        self.page.wait_for_url("**/scenarios/*")
        return self.page.locator("h1").inner_text()


@pytest.fixture
def visitor(browser, service, tmp_path):
    """Somebody who has signed in with the key that the first start shows."""
    at, key = service
    somebody = Visitor(browser, at, tmp_path)
    somebody.page.goto(at)
    somebody.page.get_by_role("textbox", name="API key").fill(key)
    somebody.press("Sign in with the key")
    somebody.see("There is no portfolio yet")
    yield somebody
    somebody.page.close()


SHOCKS = {
    "Jo leaves on 2026-03-02": (
        "Somebody leaves",
        {"it__engineer": "Jo", "it__on": "2026-03-02"},
    ),
    "AI is due on 2026-02-27": (
        "A due date moves",
        {"it__project": "AI", "it__due": "2026-02-27"},
    ),
}


def upload(visitor):
    """Bring Atlas in as a workbook; return where it is."""
    visitor.open("Upload a workbook")
    visitor.page.set_input_files("input[type=file]", ATLAS)
    visitor.press("Show what is in it")
    visitor.see("12 people, 7 projects, 20 packages")
    visitor.press("Keep it as a new portfolio")
    visitor.see("There is no plan yet")
    return visitor.page.url


def approve(visitor):
    """Make the answer on the page what the portfolio goes by."""
    visitor.page.get_by_role("link", name=re.compile("Approve")).first.click()
    visitor.see("What would change")
    visitor.press("Approve this plan")
    visitor.see("in force")


def ask(visitor, button):
    """Ask with little time, and wait for the answer; return where it is."""
    visitor.enter(**{"effort-seconds": SECONDS})
    visitor.press(button)
    visitor.page.wait_for_url("**/jobs/*")
    visitor.page.locator("main .badge", has_text="done").wait_for()
    return visitor.page.url


@pytest.mark.page
@pytest.mark.timeout(900)
def test_from_an_empty_database_to_an_approved_answer(visitor):
    portfolio = upload(visitor)
    visitor.press("Find the best plan")
    visitor.see("All 7 projects run and deliver their full 3,500 k€.")
    approve(visitor)

    for name, (kind, fields) in SHOCKS.items():
        visitor.page.goto(portfolio)
        assert visitor.imagine(kind, **fields) == name
    response = ask(visitor, "Find the best response")
    visitor.see("everything slides")

    visitor.page.goto(f"{portfolio}/scenarios")
    for name in SHOCKS:
        visitor.page.get_by_role("checkbox", name=f"compare {name}").check()
    ask(visitor, "Compare")
    for name in SHOCKS:
        visitor.see(name)

    visitor.page.goto(response)
    approve(visitor)
    visitor.see("State 2")
    assert visitor.complaints == []
