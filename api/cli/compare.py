"""`quarterdeck compare`: two to ten plans side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import Exit
from api.cli.inquiring import inquiring

if TYPE_CHECKING:
    from api.cli.asking import Inquiry


@inquiring
def compare(
    inquiry: "Inquiry",
    scenario: Annotated[  # noqa: ARG001 (the inquiry has it)
        list[Path],
        typer.Argument(
            metavar="SCENARIO", help="Scenarios, as JSON; one with --answers."
        ),
    ],
    answers: Annotated[
        bool,
        typer.Option(
            "--answers",
            help="Compare the answers to one scenario, and a plan for each number of "
            "moves.",
        ),
    ] = False,
    causes: Annotated[
        bool,
        typer.Option("--causes", help="Also say what each change of a scenario does."),
    ] = False,
    csv: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", show_default=False, help="Write the tables here as CSV."
        ),
    ] = None,
) -> Exit:
    """Put the best responses to two to ten scenarios side by side.

    Measures, value by project, where the difference comes from, which plans are
    dominated; as a page any two plans over time. Exit code 1 if none has a plan.

    \b
    Examples
      quarterdeck compare portfolio.json cut.json hire.json --baseline plan.json
      quarterdeck compare portfolio.json blocked.json --answers \\
        --baseline plan.json --report page.html --csv tables
    """
    from api.cli.comparing import Choice, put_side_by_side

    return put_side_by_side(inquiry, Choice(answers=answers, causes=causes, csv=csv))
