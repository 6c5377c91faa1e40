"""`quarterdeck moves`: who goes from what to what, what shifts, and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import Exit
from api.cli.inquiring import inquiring

if TYPE_CHECKING:
    from api.cli.asking import Inquiry


@inquiring
def moves(
    inquiry: "Inquiry",
    plan: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            show_default=False,
            help="A plan to compare with the running one; the best response if left "
            "out.",
        ),
    ] = None,
) -> Exit:
    """List what changes against the running plan, each line with its reason.

    Of a plan that is named no search is made. Exit code 1 if there is no response.

    \b
    Examples
      quarterdeck moves portfolio.json blocked.json --baseline plan.json
      quarterdeck moves portfolio.json --baseline plan.json --plan other.json
      quarterdeck moves portfolio.json blocked.json --baseline plan.json --json \\
        | jq -r '.moves[] | [.engineer, .package, .because] | @tsv'
    """
    from api.cli.moving import list_moves

    return list_moves(inquiry, plan)
