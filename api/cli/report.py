"""`quarterdeck report`: a plan as one page that opens anywhere."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import answering
from api.cli.options import AsJson, BaselineFile, Now, PlanFile, PortfolioFile


def report(
    portfolio: PortfolioFile,
    plan: PlanFile = None,
    out: Annotated[
        Path, typer.Option(metavar="FILE.html", help="Where to write it.")
    ] = Path("report.html"),
    baseline: BaselineFile = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Write a plan as one self-contained HTML page: charts, tables, broken rules.

    \b
    Examples
      quarterdeck report portfolio.json plan.json --out report.html
      quarterdeck report portfolio.xlsx
    """
    with answering(as_json=as_json):
        from api.cli.output import emit, say, say_issues
        from api.cli.reading import read_both, require_plan
        from optimizer.files import read_plan
        from optimizer.report import write_report

        given, found, notes = read_both(portfolio, plan)
        chosen = require_plan(found, portfolio)
        compared = None if baseline is None else read_plan(baseline, given)
        out.parent.mkdir(parents=True, exist_ok=True)
        written = write_report(out, given, chosen, baseline=compared, now=now)
        size = written.stat().st_size
        if as_json:
            emit({"format": 1, "written": str(written), "bytes": size})
        else:
            say_issues(notes)
            say(f"Report: {written.resolve()} ({size / 1e6:.1f} MB)")
