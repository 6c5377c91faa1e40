"""Take the README's picture of a real report with an installed Chromium.

python docs/picture.py out/atlas.html docs/report.png

The picture leaves out the tables and the sections that would make it too long.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH = 1280
KEPT = ("schedule", "overbooking")
TRIMMED = f"""
    nav, footer, details, .skip, section:not({", ".join(f"#{k}" for k in KEPT)}) {{
        display: none !important;
    }}
    section {{ margin-top: 32px; }}
"""


def picture(report: Path, out: Path) -> None:
    """Write a PNG of a report's headline, schedule and utilisation."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("No Chromium is installed; apt-get install chromium, then try again.")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--headless", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(report.resolve().as_uri())
        page.wait_for_selector("html[data-drawn=yes]", state="attached")
        page.add_style_tag(content=TRIMMED)
        page.screenshot(path=out, full_page=True, animations="disabled")
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    picture(Path(sys.argv[1]), Path(sys.argv[2]))
