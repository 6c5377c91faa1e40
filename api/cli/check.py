"""`quarterdeck check`: a plan against the rules, without a solver."""

import typer

from api.cli.exits import Exit, answering
from api.cli.options import AsJson, BaselineFile, Now, PlanFile, PortfolioFile


def check(
    portfolio: PortfolioFile,
    plan: PlanFile = None,
    baseline: BaselineFile = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """List every rule that a plan breaks, and what the plan measures.

    The plan may come from anywhere: the solver, or the spreadsheet that the
    organisation works by today. Exit code 1 if it breaks a rule.

    \b
    Examples
      quarterdeck check portfolio.json plan.json
      quarterdeck check portfolio.xlsx
      quarterdeck check portfolio.json plan.json --json | jq .verdict.broken
    """
    with answering(as_json=as_json):
        from api.cli.output import console, emit, say_issues
        from api.cli.reading import read_both, require_plan
        from api.cli.summary import verdict_summary
        from optimizer.files import read_plan
        from optimizer.report.material import Material

        given, found, notes = read_both(portfolio, plan)
        chosen = require_plan(found, portfolio)
        compared = None if baseline is None else read_plan(baseline, given)
        material = Material.gather(given, chosen, baseline=compared, now=now)
        verdict = material.verdict
        if as_json:
            measured = material.measures.as_dict()
            told = {"verdict": verdict.model_dump(mode="json"), "measures": measured}
            emit({"format": 1, **told})
        else:
            say_issues(notes)
            console().print(verdict_summary(material))
    raise typer.Exit(Exit.DONE if verdict.accepted else Exit.NO)
