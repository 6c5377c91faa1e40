"""`quarterdeck price`: what people, offers, money, floors and skills are worth."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exits import Exit
from api.cli.inquiring import inquiring
from api.cli.options import Many, amount, day

if TYPE_CHECKING:
    from api.cli.asking import Inquiry

price = typer.Typer(
    name="price",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""
Say what people, offers, money, floors and skills are worth.

Prices are differences of proven values; where a search was not finished a price is an
interval, and a ranking says which places are not decided.

\b
Examples
  quarterdeck price people portfolio.json --baseline plan.json --now 2026-03-02
  quarterdeck price offer portfolio.json --offer contractor
  quarterdeck price key-people portfolio.json --on 2026-03-02 --report leavers.html
""",
)


@price.command()
@inquiring
def people(
    inquiry: "Inquiry",
    skill: Annotated[Many, typer.Option(help="Only this; repeatable.")] = None,
    quarter: Annotated[
        Many, typer.Option(metavar="2026-Q3", help="Only this; repeatable.")
    ] = None,
) -> Exit:
    """What one more person is worth, by skill and calendar quarter.

    \b
    Example
      quarterdeck price people portfolio.json --skill ML --quarter 2026-Q2
    """
    from scenarios.prices.person import price_of_people
    from scenarios.report.prices import people_page

    situation = inquiry.situation()
    found = inquiry.ask(lambda asker: price_of_people(situation, asker, skill, quarter))
    inquiry.tell(people_page(found, situation, inquiry.scenario().name), found)
    return Exit.DONE


@price.command()
@inquiring
def offer(
    inquiry: "Inquiry",
    named: Annotated[
        str, typer.Option("--offer", metavar="ID", help="The offer to price.")
    ],
) -> Exit:
    """Whether to engage an offer, for how long, how late, and up to what rate.

    \b
    Example
      quarterdeck price offer portfolio.json --offer contractor
    """
    from scenarios.prices.offer import price_of_offer
    from scenarios.report.prices import offer_page

    situation = inquiry.situation()
    found = inquiry.ask(lambda asker: price_of_offer(situation, named, asker))
    inquiry.tell(offer_page(found, situation, inquiry.scenario().name), found)
    return Exit.DONE


@price.command()
@inquiring
def budget(
    inquiry: "Inquiry",
    named: Annotated[
        str, typer.Option("--budget", metavar="ID", help="The budget to price.")
    ],
    step: Annotated[
        Decimal | None,
        typer.Option(parser=amount, metavar="AMOUNT", help="By how much it is raised."),
    ] = None,
    quarter: Annotated[
        str | None, typer.Option(metavar="2026-Q3", help="Of this quarter only.")
    ] = None,
) -> Exit:
    """What one step more of a budget is worth.

    \b
    Example
      quarterdeck price budget portfolio.json --budget B --step 20
    """
    from scenarios.prices.budget import price_of_budget
    from scenarios.report.prices import budget_page

    situation = inquiry.situation()
    found = inquiry.ask(
        lambda asker: price_of_budget(situation, named, asker, step, quarter)
    )
    inquiry.tell(budget_page(found, situation, inquiry.scenario().name), found)
    return Exit.DONE


@price.command()
@inquiring
def floor(
    inquiry: "Inquiry",
    named: Annotated[
        str, typer.Option("--floor", metavar="ID", help="The floor to price.")
    ],
    step: Annotated[
        Decimal,
        typer.Option(
            parser=amount, metavar="AMOUNT", help="By how much it is lowered."
        ),
    ] = "1",  # type: ignore[assignment]
) -> Exit:
    """What a floor of run-the-business work costs, and one step less of it.

    \b
    Example
      quarterdeck price floor portfolio.json --floor on-call
    """
    from scenarios.prices.floor import price_of_floor
    from scenarios.report.prices import floor_page

    situation = inquiry.situation()
    found = inquiry.ask(lambda asker: price_of_floor(situation, named, asker, step))
    inquiry.tell(floor_page(found, situation, inquiry.scenario().name), found)
    return Exit.DONE


@price.command()
@inquiring
def training(
    inquiry: "Inquiry",
    engineer: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this person.")
    ] = None,
    skill: Annotated[str | None, typer.Option(metavar="ID", help="Only this.")] = None,
) -> Exit:
    """What it is worth that somebody learns a skill, person by person.

    With both an engineer and a skill, only that pair is asked.

    \b
    Examples
      quarterdeck price training portfolio.json
      quarterdeck price training portfolio.json --engineer Hana --skill SEC
    """
    from api.jobs.questions.price import TrainingPriced
    from scenarios.prices.cross_training import cross_training_ranking
    from scenarios.report.prices import training_page

    situation = inquiry.situation()
    pairs = TrainingPriced(engineer=engineer, skill=skill).pairs(situation)
    found = inquiry.ask(lambda asker: cross_training_ranking(situation, asker, pairs))
    inquiry.tell(training_page(found, situation, inquiry.scenario().name), found)
    return Exit.DONE


@price.command("key-people")
@inquiring
def key_people(
    inquiry: "Inquiry",
    on: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="DATE", help="First day gone; now if left out."
        ),
    ] = None,
) -> Exit:
    """What each person's leaving costs, with the best reply to it.

    \b
    Example
      quarterdeck price key-people portfolio.json --on 2026-03-02
    """
    from scenarios.prices.key_people import key_people as leavers
    from scenarios.report.prices import key_people_page

    situation = inquiry.situation()
    found = inquiry.ask(lambda asker: leavers(situation, asker, on))
    inquiry.tell(key_people_page(found, situation, inquiry.scenario().name), found)
    return Exit.DONE
