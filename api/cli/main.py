"""The `quarterdeck` command.

Only what `--help` needs is imported here and at the top of the command files; the
engine takes seconds to load, so each command imports it when it runs.
"""

import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType

import typer

from api.cli.audit import audit
from api.cli.backup import backup
from api.cli.check import check
from api.cli.compare import compare
from api.cli.convert import convert
from api.cli.curve import curve
from api.cli.exits import Exit
from api.cli.migrate import migrate
from api.cli.moves import moves
from api.cli.pareto import pareto
from api.cli.price import price
from api.cli.report import report
from api.cli.restore import restore
from api.cli.samples import samples
from api.cli.schema import schema
from api.cli.serve import serve
from api.cli.solve import solve
from api.cli.template import template
from api.cli.users import users
from api.cli.whatif import whatif
from api.cli.why import why
from api.cli.worker import worker

HELP = """
Plan a portfolio: which projects to run, when, and who does the work.

Start with a sample:

\b
  quarterdeck samples atlas --to atlas
  quarterdeck solve atlas/portfolio.json --report atlas.html

or with your own portfolio, in a workbook made for filling in:

\b
  quarterdeck template portfolio.xlsx
  quarterdeck solve portfolio.xlsx --out plan.json --report report.html
"""

ENDS = """
Results go to standard output, everything else to standard error.

\b
Exit codes
  0    done: a plan was found or accepted, a file was written
  1    no plan exists or was found; or the plan checked breaks a rule
  2    wrong input or usage; nothing was written
  3    a fault of Quarterdeck itself
  130  stopped by Ctrl+C before there was a plan
  141  whoever read the output stopped reading
"""

app = typer.Typer(
    name="quarterdeck",
    help=HELP,
    epilog=ENDS,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for command in (
    solve,
    whatif,
    compare,
    moves,
    why,
    pareto,
    check,
    report,
    template,
    convert,
    schema,
    samples,
    serve,
    worker,
    migrate,
    backup,
    restore,
):
    app.command()(command)
for group in (price, curve, users, audit):
    app.add_typer(group)


def main() -> None:
    """Run the command line; text is UTF-8 whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGINT, _give_up)
    app()


def _give_up(_signal: int, _frame: FrameType | None) -> None:
    """End at once on Ctrl+C where no search hears it.

    An exception could come out of the middle of an import and be lost there, with the
    engine loaded by half.
    """
    os._exit(Exit.INTERRUPTED)
