"""`quarterdeck convert`: the same portfolio in another format."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import answering
from api.cli.options import AsJson, Force, PortfolioFile


def convert(
    portfolio: PortfolioFile,
    target: Annotated[
        Path,
        typer.Argument(
            metavar="TARGET",
            show_default=False,
            help="A .json file, an .xlsx workbook, or a folder for .csv files.",
        ),
    ],
    plan: Annotated[
        Path | None,
        typer.Option(
            metavar="PLAN",
            show_default=False,
            help="A plan to write with it, into the same workbook or folder.",
        ),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write a portfolio in another format; nothing is lost.

    \b
    Examples
      quarterdeck convert portfolio.xlsx portfolio.json
      quarterdeck convert portfolio.json portfolio.xlsx --plan plan.json
      quarterdeck convert portfolio.json folder_of_csv
    """
    with answering(as_json=as_json):
        from api.cli.output import emit, say, say_issues
        from api.cli.reading import read_both
        from api.cli.writing import require_new
        from optimizer.files import write

        require_new(target, force=force)
        given, found, notes = read_both(portfolio, plan)
        target.parent.mkdir(parents=True, exist_ok=True)
        write(given, target, found)
        if as_json:
            listed = [note.model_dump(mode="json") for note in notes]
            emit({"format": 1, "written": str(target), "notes": listed})
        else:
            say_issues(notes)
            say(f"Written: {target}")
