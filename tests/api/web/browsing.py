"""The application behind a real port, and a real browser that is signed in."""

import threading
import time
from collections import namedtuple
from contextlib import contextmanager

import pytest
import uvicorn

from api.access.visitor import COOKIE

Browsed = namedtuple("Browsed", "page complaints")
DRAWN = "html[data-drawn=yes]"
PATIENCE = 120_000
"""Milliseconds; a busy machine is no fault of a page."""


@pytest.fixture(scope="module")
def site(app):
    """Where the application answers; its database and its users are those of `app`."""
    config = uvicorn.Config(app, port=0, lifespan="off", log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@contextmanager
def browsing(browser, site, cookie):
    """Give a function that opens pages at a width and collects all complaints."""
    contexts = []
    signed_in = {"name": COOKIE, "value": cookie, "url": site}

    def open_page(path, width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        context.add_cookies([signed_in])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        complaints = []
        page.on("console", lambda m: complaints.append(f"console: {m.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((site, "data:", "blob:"))
                or complaints.append(f"request: {request.url}")
            ),
        )
        page.goto(site + path)
        return Browsed(page, complaints)

    try:
        yield open_page
    finally:
        for context in contexts:
            context.close()


@pytest.fixture
def browse(browser, site, visitor):
    """Open a page as the administrator at a width, and collect all complaints."""
    with browsing(browser, site, visitor.client.cookies[COOKIE]) as open_page:
        yield open_page


def settle(page):
    """Scroll through a page until everything on it has come and is drawn."""
    before = -1
    while (height := page.evaluate("document.body.scrollHeight")) != before:
        before = height
        for top in range(0, height, 800):
            page.evaluate(f"window.scrollTo(0, {top})")
            page.wait_for_timeout(40)
        page.wait_for_selector(".htmx-request", state="detached")
        page.wait_for_selector(DRAWN, state="attached")
    page.evaluate("window.scrollTo(0, 0)")
