"""`quarterdeck whatif`: the best response to a scenario, and what else there is."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import Exit
from api.cli.inquiring import inquiring
from api.cli.options import PlanOut

if TYPE_CHECKING:
    from api.cli.asking import Inquiry


@inquiring
def whatif(
    inquiry: "Inquiry",
    curve: Annotated[
        bool,
        typer.Option(
            "--curve",
            help="Also ask what 0, 1, 2, … moves are worth; with --report too.",
        ),
    ] = False,
    out: PlanOut = None,
) -> Exit:
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
      quarterdeck whatif portfolio.json --change 'engineer_leaves engineer=Ana \\
        on=2026-03-02'
      quarterdeck whatif portfolio.json blocked.json --json | jq .brief
    """
    from api.cli.responding import respond

    return respond(inquiry, out, curve=curve or inquiry.report is not None)
