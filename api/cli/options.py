"""The arguments and options that several commands share, described once."""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer


def day(text: str) -> date:
    """Read a date as ``2026-03-02``."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date such as 2026-03-02.") from None


def amount(text: str) -> Decimal:
    """Read an amount as ``1250.50``."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise typer.BadParameter(f"{text!r} is no amount such as 1250.50.")
    return number


Many = list[str] | None
"""What can be said several times."""

PortfolioFile = Annotated[
    Path,
    typer.Argument(
        metavar="PORTFOLIO",
        show_default=False,
        help="A .json file, an .xlsx workbook or a folder of .csv files.",
    ),
]
PlanFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="[PLAN]",
        show_default=False,
        help="The plan, as JSON; left out, the plan inside the portfolio's file.",
    ),
]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="PLAN",
        show_default=False,
        help="The running plan, to compare with: moves, shift, what has started.",
    ),
]
Now = Annotated[
    date | None,
    typer.Option(
        "--now",
        parser=day,
        metavar="DATE",
        show_default=False,
        help="Everything before is fact; left out, as the portfolio says.",
    ),
]
AsJson = Annotated[
    bool,
    typer.Option("--json", help="Print one JSON object instead of text for people."),
]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there already.")]
ScenarioFile = Annotated[
    Path | None,
    typer.Argument(
        metavar="[SCENARIO]",
        show_default=False,
        help="A scenario, as JSON; left out, the present situation.",
    ),
]
ChangesSaid = Annotated[
    list[str] | None,
    typer.Option(
        "--change",
        metavar="CHANGE",
        show_default=False,
        help="A change after those of the scenario: 'engineer_leaves engineer=Ana "
        "on=2026-03-02', 'project_dropped project=LEG'. Repeatable.",
    ),
]
Seconds = Annotated[
    float,
    typer.Option(min=0.1, max=1e6, help="Limit by the clock, for everything asked."),
]
Deterministic = Annotated[
    float | None,
    typer.Option(
        min=0.001,
        max=1e6,
        show_default=False,
        help="Limit in units of work, in place of the clock: the same input, seed "
        "and workers then give the same answer.",
    ),
]
Workers = Annotated[int, typer.Option(min=1, max=256, help="Search threads.")]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Random seed.")]
PlanOut = Annotated[
    Path | None,
    typer.Option(
        "--out", metavar="FILE.json", show_default=False, help="Write the plan here."
    ),
]
ReportOut = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE.html",
        show_default=False,
        help="Write it as one page that opens anywhere.",
    ),
]
