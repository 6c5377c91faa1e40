"""`quarterdeck curve`: the best value as one number grows."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import Exit
from api.cli.inquiring import inquiring
from api.cli.options import amount, day

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.cli.asking import Inquiry
    from scenarios.asking import Asker
    from scenarios.curve import Curve
    from scenarios.situation import Situation

curve = typer.Typer(
    name="curve",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""
Draw the best value as one number grows: moves, a deadline, a budget, people.

Every point is a search of its own; what theory says of points between them is used,
and said. Ctrl+C keeps the points that there are.

\b
Examples
  quarterdeck curve moves portfolio.json blocked.json --baseline plan.json
  quarterdeck curve deadline portfolio.json urgent.json --project NIS2
  quarterdeck curve budget portfolio.json --budget B --at 300 --at 350
""",
)


@curve.command()
@inquiring
def moves(
    inquiry: "Inquiry",
    most: Annotated[
        int | None, typer.Option(min=0, help="Ask for no more moves than these.")
    ] = None,
) -> Exit:
    """The best value with at most 0, 1, 2, … moves against the running plan.

    \b
    Example
      quarterdeck curve moves portfolio.json blocked.json --baseline plan.json
    """
    from scenarios.moves.value_curve import value_against_moves

    return _tell(
        inquiry, lambda situation, asker: value_against_moves(situation, asker, most)
    )


@curve.command()
@inquiring
def deadline(
    inquiry: "Inquiry",
    project: Annotated[str, typer.Option(metavar="ID", help="Whose deadline.")],
    at: Annotated[
        list[date] | None,
        typer.Option(parser=day, metavar="DATE", help="Only this; repeatable."),
    ] = None,
) -> Exit:
    """The best value by the deadline of a project.

    \b
    Example
      quarterdeck curve deadline portfolio.json urgent.json --project NIS2 \\
        --at 2026-04-10 --at 2026-04-17
    """
    from scenarios.prices.curves import deadline_curve

    return _tell(
        inquiry,
        lambda situation, asker: deadline_curve(situation, project, asker, at or None),
    )


@curve.command()
@inquiring
def budget(
    inquiry: "Inquiry",
    named: Annotated[
        str, typer.Option("--budget", metavar="ID", help="Whose total amount.")
    ],
    at: Annotated[
        list[Decimal] | None,
        typer.Option(parser=amount, metavar="AMOUNT", help="Only this; repeatable."),
    ] = None,
) -> Exit:
    """The best value by the total of a budget.

    \b
    Example
      quarterdeck curve budget portfolio.json --budget B --at 290 --at 310 --at 330
    """
    from scenarios.prices.curves import budget_curve

    return _tell(
        inquiry,
        lambda situation, asker: budget_curve(situation, named, asker, at or None),
    )


@curve.command()
@inquiring
def headcount(
    inquiry: "Inquiry",
    skill: Annotated[str, typer.Option(metavar="ID", help="Of which skill.")],
    up_to: Annotated[
        int, typer.Option(min=1, max=50, help="At most so many more.")
    ] = 5,
) -> Exit:
    """The best value by how many more people of a skill there are.

    \b
    Example
      quarterdeck curve headcount portfolio.json --skill ML --up-to 3
    """
    from scenarios.prices.curves import headcount_curve

    return _tell(
        inquiry,
        lambda situation, asker: headcount_curve(situation, skill, asker, up_to),
    )


def _tell(inquiry: "Inquiry", sweep: "Callable[[Situation, Asker], Curve]") -> Exit:
    """Draw a curve, tell it, and return whether there is a plan anywhere on it."""
    from scenarios.report.curve import curve_page

    situation = inquiry.situation()
    found = inquiry.ask(lambda asker: sweep(situation, asker))
    inquiry.tell(curve_page(found, situation, inquiry.scenario().name), found)
    planned = any(point.net_value.low is not None for point in found.points)
    return Exit.DONE if planned else Exit.NO
