"""A real browser to open pages in."""

import os
import shutil
from collections import namedtuple

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# The same examples everywhere, and none of them has to be quick.
settings.load_profile("ci")

# What a service in this shell is set to is no concern of those that tests start; only
# pictures are for whoever runs the tests.
for name in os.environ.keys() - {"QUARTERDECK_PICTURES"}:
    if name == "DATABASE_URL" or name.startswith("QUARTERDECK_"):
        del os.environ[name]

Opened = namedtuple("Opened", "page complaints")
PATIENCE = 120_000
"""Milliseconds; a busy machine is no fault of a page."""


@pytest.fixture(scope="session")
def browser():
    """A real Chromium; without one the tests are skipped, but never in CI."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        reason = "NO CHROMIUM: the page tests did NOT run; apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, args=FLAGS, timeout=PATIENCE
        )
        yield running
        running.close()


@pytest.fixture
def opened(browser):
    """Open a page at a width, wait until it is drawn, and collect all complaints."""
    pages = []

    def open_page(path, width=1280):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_default_timeout(PATIENCE)
        pages.append(page)
        complaints = []
        page.on("console", lambda m: complaints.append(f"console: {m.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                request.url.startswith(("file:", "data:", "blob:"))
                or complaints.append(f"request: {request.url}")
            ),
        )
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-drawn=yes]", state="attached")
        return Opened(page, complaints)

    yield open_page
    for page in pages:
        page.close()
