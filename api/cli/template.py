"""`quarterdeck template`: an empty workbook that explains itself."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.exits import answering
from api.cli.options import AsJson, Force


def template(
    out: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="Where to write it.")
    ] = Path("portfolio.xlsx"),
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write an empty Excel workbook for a portfolio, with drop-downs and explanations.

    \b
    Examples
      quarterdeck template portfolio.xlsx
      quarterdeck solve portfolio.xlsx
    """
    with answering(as_json=as_json):
        from api.cli.output import emit, say
        from api.cli.writing import require_new
        from optimizer.files import write_template

        require_new(out, force=force, suffixes=(".xlsx",))
        out.parent.mkdir(parents=True, exist_ok=True)
        write_template(out)
        if as_json:
            emit({"format": 1, "written": str(out)})
        else:
            say(f"Template: {out}")
