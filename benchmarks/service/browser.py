"""A browser that opens every page that it can reach, and tells what ran there."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from playwright.sync_api import Error, sync_playwright

from benchmarks.service.markup import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Dialog, Page

FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--no-first-run"]
WATCHED = """
window.addEventListener('securitypolicyviolation', event => {
  window.refusedByPolicy ??= [];
  window.refusedByPolicy.push(event.violatedDirective + ' ' + event.blockedURI);
});
"""
LEADING = """
() => [...document.querySelectorAll('[href], [hx-get], [data-figure]')].flatMap(one =>
  ['href', 'hx-get', 'data-figure'].map(name => one.getAttribute(name)).filter(Boolean))
"""
NOT_FOLLOWED = re.compile(r"^(#|javascript:|data:|blob:|mailto:)|/assets/|/sign-out")
VARYING = re.compile(r"[0-9a-f]{32}")
ALIKE = 12
"""So many pages of one kind are opened: further ones have the same template."""


class NoChromium(Exception):
    """There is no Chromium on this machine."""


@dataclass(slots=True)
class Crawl:
    """A browser that is signed in."""

    page: Page
    address: str
    folder: Path
    opened: int = 0
    elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def signed_in(cls, address: str, key: str) -> Iterator[Self]:
        """Yield one that came with a key."""
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        if chromium is None:
            raise NoChromium
        with sync_playwright() as playwright, TemporaryDirectory() as folder:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            page = browser.new_page(accept_downloads=False)
            crawl = cls(page, address, Path(folder))
            page.add_init_script(WATCHED)
            # Playwright marks what it calls, which a method with slots does not take.
            page.on("dialog", lambda dialog: crawl.dismiss(dialog))  # noqa: PLW0108
            page.on("request", lambda request: crawl.note(request.url))
            page.goto(f"{address}/sign-in")
            page.fill("input[name=key]", key)
            page.press("input[name=key]", "Enter")
            page.wait_for_url(lambda url: "/sign-in" not in url)
            yield crawl
            browser.close()

    def all_pages(self, most: int) -> list[str]:
        """Open what can be reached from the first page; return what is wrong."""
        wrong: list[str] = []
        waiting, known, kinds = ["/"], {"/"}, dict[str, int]()
        while waiting and self.opened < most:
            path = waiting.pop(0)
            kind = VARYING.sub("*", path).partition("?")[0]
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] > ALIKE:
                continue
            wrong += [f"{path}: {told}" for told in self.look(path)]
            for found in self.leading():
                if found not in known:
                    known.add(found)
                    waiting.append(found)
        return wrong + self.elsewhere + self.dialogs

    def look(self, path: str) -> Iterator[str]:
        """Open a page, wait until it is drawn, and yield what ran or was made there."""
        address = self.address + path
        try:
            answer = self.page.goto(address, wait_until="networkidle")
        except Error as error:
            if "Download is starting" not in error.message:
                yield f"cannot be opened: {error.message}"
                return
            taken = self.page.request.get(address)
            if "html" not in taken.headers["content-type"]:
                return
            file = self.folder / "taken.html"
            file.write_bytes(taken.body())
            answer = self.page.goto(file.as_uri(), wait_until="networkidle")
        self.opened += 1
        if answer is not None and answer.status >= 500:
            yield f"answers {answer.status}"
        if self.page.evaluate(f"window.{MARK}"):
            yield "a name has run"
        if made := self.page.locator(f"[{MARK}]").count():
            yield f"{made} elements come from a name"
        if refused := self.page.evaluate("window.refusedByPolicy"):
            yield f"the policy had to refuse {refused}"

    def leading(self) -> Iterator[str]:
        """Yield the paths that the open page leads to."""
        for found in self.page.evaluate(LEADING):
            parts = urlsplit(found)
            own = not parts.netloc or found.startswith(self.address)
            if own and parts.path.startswith("/") and not NOT_FOLLOWED.search(found):
                yield parts.path + (f"?{parts.query}" if parts.query else "")

    def dismiss(self, dialog: Dialog) -> None:
        """Keep what a dialog says, and close it."""
        self.dialogs.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note(self, url: str) -> None:
        """Keep a request that leaves the machine."""
        own = (self.address, "data:", "blob:", "about:", "file:")
        if not url.startswith(own):
            self.elsewhere.append(f"request: {url}")
