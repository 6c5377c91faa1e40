"""`quarterdeck whatif`: the best response to a scenario, and what else there is."""

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
    ScenarioFile,
    Seconds,
    Seed,
    Workers,
)


def whatif(
    portfolio: PortfolioFile,
    scenario: ScenarioFile = None,
    baseline: BaselineFile = None,
    now: Now = None,
    curve: Annotated[
        bool,
        typer.Option(
            "--curve",
            help="Also ask what 0, 1, 2, … moves are worth; with --report too.",
        ),
    ] = False,
    seconds: Seconds = 60.0,
    deterministic: Deterministic = None,
    workers: Workers = 8,
    seed: Seed = 0,
    out: PlanOut = None,
    report: ReportOut = None,
    as_json: AsJson = False,
) -> None:
    """Find the best response to a scenario, and put the other answers beside it.

    Beside it stand the running plan where it still holds, everything sliding, and the
    same teams at their best dates. Every plan has passed the checker or says how it
    breaks rules; what is not proven is said to be open. Exit code 1 if no plan is
    possible or none was found.

    \b
    Examples
      quarterdeck whatif portfolio.json blocked.json --baseline plan.json
      quarterdeck whatif portfolio.json blocked.json --baseline plan.json \\
        --out response.json --report response.html
      quarterdeck whatif portfolio.json blocked.json --json | jq .brief
    """
    with answering(as_json=as_json):
        from api.cli.asking import Inquiry
        from api.cli.responding import respond
        from optimizer.plan.effort import Limits

        inquiry = Inquiry(
            portfolio,
            () if scenario is None else (scenario,),
            baseline,
            now,
            Limits(seconds, deterministic, workers, seed),
            report,
            as_json,
        )
        found = respond(inquiry, out, curve=curve or report is not None)
    raise typer.Exit(found)
