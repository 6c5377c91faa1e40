"""`quarterdeck solve`: the best plan for a portfolio."""

from typing import Annotated

import typer

from api.cli.exits import answering
from api.cli.options import (
    AsJson,
    BaselineFile,
    Deterministic,
    Now,
    PlanOut,
    PortfolioFile,
    ReportOut,
    Seconds,
    Seed,
    Workers,
)


def solve(
    portfolio: PortfolioFile,
    baseline: BaselineFile = None,
    now: Now = None,
    goal: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MEASURE",
            show_default=False,
            help="What is better, most important first when repeated: a measure, or "
            "a sum such as '2 value + on_time'. Left out: net value, overload, moves, "
            "shift, releases, handovers and fragmentation, cost.",
        ),
    ] = None,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LIMIT",
            show_default=False,
            help="What every plan must keep: 'moves<=3', 'value[AI]>=500'. Repeatable.",
        ),
    ] = None,
    seconds: Seconds = 60.0,
    deterministic: Deterministic = None,
    workers: Workers = 8,
    seed: Seed = 0,
    out: PlanOut = None,
    report: ReportOut = None,
    as_json: AsJson = False,
) -> None:
    """Find the best plan: which projects, when, and who.

    The answer says what is proven: no plan is better than the bound. Ctrl+C ends
    the search with the best plan so far.

    \b
    Examples
      quarterdeck solve portfolio.json --out plan.json --report report.html
      quarterdeck solve portfolio.xlsx --baseline plan.json --now 2026-03-02 \\
        --limit 'moves<=3'
      quarterdeck solve portfolio.json --goal makespan --seconds 10
      quarterdeck solve portfolio.json --json | jq .measures
    """
    with answering(as_json=as_json):
        from api.cli.search import Request, search
        from optimizer.plan.effort import Limits

        limits = Limits(seconds, deterministic, workers, seed)
        wishes = (tuple(goal or ()), tuple(limit or ()))
        found = search(
            Request(portfolio, baseline, now, *wishes, limits, out, report, as_json)
        )
    raise typer.Exit(found)
