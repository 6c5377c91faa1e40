"""A planning tool in thirty lines: what if work is blocked, and what to do about it.

QUARTERDECK_KEY=qd_… python docs/client_example.py http://127.0.0.1:8765
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from api.client import Effort, JobEvent, Quarterdeck, Terms
from optimizer.files import read, read_plan
from scenarios.reading import read_scenario

ATLAS = Path(__file__).parent.parent / "data" / "atlas"


def main(address: str, key: str, seconds: float = 30) -> None:
    """Keep a portfolio with its plan, ask about a scenario, approve the answer."""
    portfolio = read(ATLAS / "portfolio.json").portfolio
    plan = read_plan(ATLAS / "baseline.json", portfolio)
    blocked = read_scenario(ATLAS / "scenarios" / "blocked.json")

    with Quarterdeck(address, key) as quarterdeck:
        kept = quarterdeck.portfolios.create(portfolio, plan)
        scenario = quarterdeck.scenarios.create(kept.id, blocked)
        terms = Terms(effort=Effort(seconds=seconds))
        job = quarterdeck.what_if(scenario.id, terms=terms)
        record = job.wait(show)
        print(record.brief)
        if record.changed is not None:
            for move in record.changed.moves:
                print(f"- {move.engineer}: {move.because}")
        approved = quarterdeck.approvals.approve(kept.id, job.id, "response")
        print(f"The portfolio goes by plan {approved.plan_id} now.")


def show(event: JobEvent) -> None:
    """Tell how far a search is."""
    told = ", ".join(f"{name} {value}" for name, value in event.data.items())
    print(f"  {event.number}. {event.kind} {told}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], os.environ["QUARTERDECK_KEY"], *map(float, sys.argv[2:]))
