"""Take the README's picture of the page that answers a scenario, from a real server.

python -m docs.page_picture docs/page.png

The scenario is Atlas's blocked work. The picture leaves out when it was asked,
the tables, and the sections that would make it too long.
"""

from __future__ import annotations

import sys
from pathlib import Path

from api.client import Effort, Terms
from benchmarks.service.browser import Crawl
from benchmarks.service.served import served
from optimizer.files import read, read_plan
from scenarios.reading import read_scenario

ATLAS = Path("data/atlas")
WIDTH = 1040
SECONDS = 60
KEPT = "answers"
TRIMMED = f"""
    .note, nav.sections, footer, details, #{KEPT} .lead, section:not(#{KEPT}) {{
        display: none !important;
    }}
    section {{ margin: 24px 0; }}
"""


def picture(out: Path) -> None:
    """Write a PNG of the headline of the best response, and of the plans beside it."""
    portfolio = read(ATLAS / "portfolio.json").portfolio
    plan = read_plan(ATLAS / "baseline.json", portfolio)
    blocked = read_scenario(ATLAS / "scenarios" / "blocked.json")
    with served({"QUARTERDECK_LOG_LEVEL": "warning"}) as server:
        with server.client() as client:
            kept = client.portfolios.create(portfolio, plan)
            scenario = client.scenarios.create(kept.id, blocked)
            terms = Terms(effort=Effort(seconds=SECONDS))
            job = client.what_if(scenario.id, terms=terms)
            job.wait()
        with Crawl.signed_in(server.address, server.key) as crawl:
            page = crawl.page
            page.set_viewport_size({"width": WIDTH, "height": 900})
            page.goto(f"{server.address}/jobs/{job.id}")
            page.locator(f"#{KEPT} .plot").scroll_into_view_if_needed()
            page.wait_for_selector(f"#{KEPT} .js-plotly-plot")
            page.wait_for_selector("html[data-drawn=yes]", state="attached")
            page.add_style_tag(content=TRIMMED)
            page.locator("body").screenshot(path=out, animations="disabled")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    picture(Path(sys.argv[1]))
