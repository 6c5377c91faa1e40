"""`quarterdeck pareto`: plans between which only taste decides."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import Exit
from api.cli.inquiring import inquiring

if TYPE_CHECKING:
    from api.cli.asking import Inquiry


@inquiring
def pareto(
    inquiry: "Inquiry",
    most: Annotated[int, typer.Option(min=3, max=9, help="Plans at most.")] = 9,
) -> Exit:
    """Offer plans that trade value, moves and cost against each other.

    None is as good in all three as another and better in one; each can be carried out.
    Exit code 1 if there is no plan.

    \b
    Examples
      quarterdeck pareto portfolio.json blocked.json --baseline plan.json
      quarterdeck pareto portfolio.json --report front.html
    """
    from scenarios.pareto.front import front
    from scenarios.report.front import front_page

    situation = inquiry.situation()
    found = inquiry.ask(lambda asker: front(situation, asker, most))
    inquiry.tell(front_page(found, situation, inquiry.scenario().name), found)
    return Exit.DONE if found.points else Exit.NO
