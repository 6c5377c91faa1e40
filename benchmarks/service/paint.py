"""How soon a page shows something, and how soon its largest picture stands.

The mid-size sample is brought in with its running plan, and a browser opens its pages
again and again; of each it is told when the first content was painted. Then a heat map
of 200 people and 52 weeks is asked for and drawn, with what draws it, each time of a
plan that nobody has looked at before. The exit code is 1 where half of the times are
longer than they may be.

    python -m benchmarks.service.paint
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from benchmarks.service.browser import Crawl
from benchmarks.service.load import SAMPLE, Pace
from benchmarks.service.served import served
from optimizer.files import read
from optimizer.files.json_text import plan_of
from optimizer.plan.plan import Plan
from optimizer.portfolio.portfolio import Portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.client import Quarterdeck

PAINTED_WITHIN, DRAWN_WITHIN = 0.3, 1.5
"""Seconds that half of the times may take."""
PEOPLE, WEEKS = 200, 52
PLAN = SAMPLE.with_name("plan.json")
START = date(2026, 1, 5)
FIRST_CONTENT = """
() => new Promise(told => {
  const watch = new PerformanceObserver(list => {
    const [first] = list.getEntriesByName('first-contentful-paint');
    if (first) told(first.startTime / 1000);
  });
  watch.observe({ type: 'paint', buffered: true });
})
"""
HEAT_MAP = """
async path => {
  const begun = performance.now();
  const asked = fetch(path).then(answer => answer.json());
  if (!window.Plotly) await new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = document.querySelector('[data-plotly]').dataset.plotly;
    Object.assign(script, { onload: done, onerror: fail });
    document.head.append(script);
  });
  const { data, layout } = await asked;
  const place = document.createElement('div');
  document.querySelector('main').prepend(place);
  await Plotly.newPlot(place, data, layout);
  if (data[0].y.length < %d) throw new Error('somebody is missing');
  return (performance.now() - begun) / 1000;
}
"""


def crowd(number: int) -> tuple[Portfolio, Plan]:
    """Return many people for a year, each at work in one week, and that plan."""
    people = range(PEOPLE)
    demand = {"skill": "BE", "effort": 40}
    staffed = {"staffing": "effort_team", "demands": [demand]}
    projects: list[dict[str, Any]] = [
        {"id": f"P{one}", "value": 1, "packages": [{"id": f"W{one}", **staffed}]}
        for one in people
    ]
    portfolio = {
        "name": f"Crowd {number}",
        "timeline": {"start": START, "horizon": WEEKS},
        "engineers": [{"id": f"E{one}", "skills": {"BE": {}}} for one in people],
        "projects": projects,
    }
    weeks = [START + timedelta(weeks=one % WEEKS) for one in people]
    plan = {
        "selected": [f"P{one}" for one in people],
        "packages": [
            {"package": f"W{one}", "start": weeks[one], "periods": 1} for one in people
        ],
        "assignments": [
            {"engineer": f"E{one}", "package": f"W{one}", "demand": "BE"}
            for one in people
        ],
    }
    return Portfolio.model_validate(portfolio), Plan.model_validate(plan)


def paint(times: int) -> Iterator[Pace]:
    """Start a service, look at it so often, and yield how soon there was something."""
    with served({"QUARTERDECK_LOG_LEVEL": "warning"}) as server:
        with server.client() as client:
            sample = _sample(client)
            crowds = [_kept(client, number) for number in range(times)]
        with Crawl.signed_in(server.address, server.key) as crawl:
            for path in ("/portfolios", sample, f"{sample}/scenarios", "/jobs"):
                told = [_first_content(crawl, path) for _ in range(times)]
                kind = path.replace(sample, "/portfolios/midsize")
                yield Pace.of(f"first content of {kind}", told, PAINTED_WITHIN)
            drawn = [_drawn(crawl, *one) for one in crowds]
            yield Pace.of(f"heat map {PEOPLE} × {WEEKS}", drawn, DRAWN_WITHIN)


def is_kept(pace: Pace) -> bool:
    """Return whether half of the times are as they should be."""
    return pace.most is None or pace.p50 <= pace.most


def _sample(client: Quarterdeck) -> str:
    plan = plan_of(PLAN.read_bytes(), PLAN)
    return f"/portfolios/{client.portfolios.create(read(SAMPLE).portfolio, plan).id}"


def _kept(client: Quarterdeck, number: int) -> tuple[str, str]:
    """Keep a crowd; return the address of its page and of its heat map."""
    kept = client.portfolios.create(*crowd(number))
    page = f"/portfolios/{kept.id}"
    return page, f"{page}/plans/{kept.plan_id}/figures/overbooking/utilisation"


def _first_content(crawl: Crawl, path: str) -> float:
    crawl.page.goto(crawl.address + path, wait_until="load")
    found: float = crawl.page.evaluate(FIRST_CONTENT)
    return found


def _drawn(crawl: Crawl, page: str, figure: str) -> float:
    crawl.page.goto(crawl.address + page, wait_until="networkidle")
    found: float = crawl.page.evaluate(HEAT_MAP % PEOPLE, figure)
    return found


def main() -> int:
    """Read the command line, and look."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--out", type=Path, default=Path("out/paint.jsonl"))
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    whole = True
    for pace in paint(given.times):
        whole &= is_kept(pace)
        line = orjson.dumps(asdict(pace))
        print(line.decode(), flush=True)
        with given.out.open("ab") as lines:
            lines.write(line + b"\n")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
