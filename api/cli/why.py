"""`quarterdeck why`: why there is no plan, or why a project is dropped or late."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import Exit
from api.cli.inquiring import inquiring

if TYPE_CHECKING:
    from api.cli.asking import Inquiry


@inquiring
def why(
    inquiry: "Inquiry",
    project: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Why this project is not in the best plan, or late in it.",
        ),
    ] = None,
) -> Exit:
    """Say why there is no plan, with the price of each way out and what is nearest.

    The conflict is minimal: a plan was found without any one of its rules. With
    --project: what stands before a project, and what gives way if it is forced.
    Exit code 1 if there is no plan.

    \b
    Examples
      quarterdeck why portfolio.json urgent.json --baseline plan.json
      quarterdeck why portfolio.json cut.json --project LEG
    """
    from optimizer.plan.outcome import SolveStatus
    from scenarios.report.why import why_not_page, why_project_page
    from scenarios.why.why_not import why_not
    from scenarios.why.why_project import why_project

    situation, name = inquiry.situation(), inquiry.scenario().name
    if project is not None:
        told = inquiry.ask(lambda asker: why_project(situation, project, asker))
        inquiry.tell(why_project_page(told, situation, name), told)
        return Exit.DONE
    found = inquiry.ask(lambda asker: why_not(situation, asker))
    inquiry.tell(why_not_page(found, situation, name), found)
    possible = found.status in {SolveStatus.OPTIMAL, SolveStatus.FEASIBLE}
    return Exit.DONE if possible else Exit.NO
