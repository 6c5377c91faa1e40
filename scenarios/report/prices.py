"""The pages of prices: people, training, leavers, offers, budgets, floors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.grid import Kind, grid, worded
from optimizer.report.page import Chart, Headline, KeyFigure, Section
from optimizer.report.rendering import colophon
from optimizer.report.sections.notes import notes
from optimizer.report.unwritten import Page
from optimizer.report.wording import count, day, listed, number
from scenarios.interval import Interval
from scenarios.prices.offer import Advice
from scenarios.report.charts.heat_map import heat_map
from scenarios.report.charts.ranking import ranking
from scenarios.tables import prices as tables
from scenarios.wording import worth

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from scenarios.prices.budget import BudgetPrice
    from scenarios.prices.cross_training import TrainingPrices
    from scenarios.prices.floor import FloorPrice
    from scenarios.prices.key_people import KeyPeople
    from scenarios.prices.offer import OfferPrice
    from scenarios.prices.person import PeoplePrices
    from scenarios.ranking import Ranked
    from scenarios.situation import Situation

ONE = {"people": "person", "hours": "hour", "weeks": "week"}
"""What many are called → one of them."""
RANKING = {
    "name": ("Who or what", Kind.TEXT),
    "first_place": ("Place", Kind.NUMBER),
    "last_place": ("at worst", Kind.NUMBER),
    "low": ("At least, {unit}", Kind.NUMBER),
    "high": ("At most", Kind.NUMBER),
    "decided": ("Place decided", Kind.YES_NO),
}
PEOPLE = {
    "skill": ("Skill", Kind.TEXT),
    "quarter": ("Quarter", Kind.TEXT),
    "for_quarter": ("There in the quarter only, {unit}", Kind.NUMBER),
    "for_quarter_at_most": ("at most", Kind.NUMBER),
    "to_horizon": ("Comes and stays, {unit}", Kind.NUMBER),
    "to_horizon_at_most": ("at most", Kind.NUMBER),
    "optimistic": ("Optimistic", Kind.YES_NO),
}
LEAVERS = {
    "engineer": ("Person", Kind.TEXT),
    "low": ("Costs at least, {unit}", Kind.NUMBER),
    "high": ("At most", Kind.NUMBER),
    "irreplaceable": ("No plan without", Kind.YES_NO),
    "drops": ("Leaves out", Kind.TEXT),
    "reasons": ("Because", Kind.TEXT),
}


def people_page(prices: PeoplePrices, situation: Situation, scenario: str) -> Page:
    """Return the page of what one more person is worth."""
    unit = situation.portfolio.value_unit
    low, high = (
        {
            title: tables.people_heat_map(prices, column + end)
            for title, column in (
                ("There in the quarter only", "for_quarter"),
                ("Comes in the quarter and stays", "to_horizon"),
            )
        }
        for end in ("", "_at_most")
    )
    chart = Chart(
        id="people-prices",
        title=f"One more person, by skill and quarter: {unit} more",
        description="A heat map; every cell says its number, and so does the table.",
        figures={title: heat_map(low[title], high[title], unit) for title in low},
        choice="The person is",
        wide=True,
    )
    section = Section(
        "people",
        "What one more person is worth",
        (
            "At a price of 0, with as many moves as it takes. Quarters need not add "
            "up: they are complements.",
        ),
        (chart,),
        (grid("One more person", tables.people(prices), worded(PEOPLE, unit=unit)),),
    )
    ranked = _ranked(prices.by_quarter, "Skill and quarter, best first", unit)
    decision = (
        _first(prices.by_quarter, "One more", "gains most", unit)
        or "Nobody who was asked about gains anything in one quarter: that is proven."
    )
    sections = (section, ranked, notes(prices.notes))
    return _page(situation, scenario, "One more person", Headline(decision), sections)


def training_page(prices: TrainingPrices, situation: Situation, scenario: str) -> Page:
    """Return the page of what it is worth that people learn a skill."""
    unit = situation.portfolio.value_unit
    decision = (
        _first(prices.ranking, "Training", "gains most", unit)
        or "No learning that was asked about gains anything: that is proven."
    )
    ranked = _ranked(prices.ranking, "Who learns what, best first", unit)
    sections = (ranked, notes(prices.notes))
    return _page(situation, scenario, "Learning a skill", Headline(decision), sections)


def key_people_page(found: KeyPeople, situation: Situation, scenario: str) -> Page:
    """Return the page of what each person's leaving costs."""
    unit = situation.portfolio.value_unit
    sentence = f"Everybody leaves on {day(found.on)}, one at a time."
    columns = worded(LEAVERS, unit=unit)
    shown = grid("Who leaves", tables.leavers(found), columns, always_open=True)
    section = Section(
        "leavers", "With the best reply to each", (sentence,), grids=(shown,)
    )
    decision = (
        _first(found.ranking, "The leaving of", "costs most", unit)
        or "Nobody who was asked about costs anything by leaving: that is proven."
    )
    ranked = _ranked(found.ranking, "Key people, dearest first", unit)
    headline = Headline(decision)
    if found.irreplaceable:
        without = listed(found.irreplaceable)
        headline = Headline(f"No plan is possible without {without}.", (decision,))
    return _page(situation, scenario, "Key people", headline, (ranked, section))


def offer_page(price: OfferPrice, situation: Situation, scenario: str) -> Page:
    """Return the page of what an offer is worth."""
    unit = situation.portfolio.value_unit
    decision = {
        Advice.ENGAGE: f"Engage {price.offer}: it gains {worth(price.gain, unit)}.",
        Advice.DO_NOT: f"Do not engage {price.offer}: it gains nothing.",
        Advice.OPEN: f"Whether to engage {price.offer} is open: it gains "
        f"{worth(price.gain, unit)}.",
    }[price.verdict]
    sentences = []
    if price.first is not None and price.last is not None:
        weeks = "" if price.weeks is None else f", {_measured(price.weeks, 'weeks')}"
        sentences.append(f"From {day(price.first)} to {day(price.last)}{weeks}.")
    if price.weeks_needed is not None:
        units = "week" if price.weeks_needed == Interval.exactly(1) else "weeks"
        sentences.append(f"Needed for {worth(price.weeks_needed, units)}.")
    if price.latest_arrival is not None:
        low, high = price.latest_arrival.low, price.latest_arrival.high
        when = day(low) if low == high else f"between {day(low)} and {day(high)}"
        sentences.append(f"The latest useful arrival is {when}.")
    for what, rate in (
        ("week", price.break_even_weekly),
        ("hour", price.break_even_hourly),
    ):
        if rate is not None:
            sentences.append(f"It pays up to {worth(rate, unit)} per {what}.")
    if price.optimistic:
        sentences.append(
            "That is optimistic: in pools an hour counts as an hour, whoever works it."
        )
    figures = _amounts(
        unit,
        ("Without it", price.without),
        ("Where it can be engaged", price.with_offer),
        ("Gain", price.gain),
    )
    headline = Headline(decision, tuple(sentences), figures)
    return _page(situation, scenario, "Engaging an offer", headline, ())


def budget_page(price: BudgetPrice, situation: Situation, scenario: str) -> Page:
    """Return the page of what more of a budget is worth."""
    unit = situation.portfolio.value_unit
    where = f" in {price.quarter}" if price.quarter else ""
    decision = (
        f"{number(float(price.step), 2)} more of budget {price.budget}{where} gains "
        f"{worth(price.gain, unit)}."
    )
    sentence = f"However much more there were, it would gain {worth(price.most, unit)}."
    figures = _amounts(
        unit,
        ("Best as things are", price.net_value),
        ("One step more gains", price.gain),
        ("Any amount more gains", price.most),
    )
    headline = Headline(decision, (sentence,), figures)
    return _page(situation, scenario, "More of a budget", headline, ())


def floor_page(price: FloorPrice, situation: Situation, scenario: str) -> Page:
    """Return the page of what a floor costs."""
    unit = situation.portfolio.value_unit
    amount = _measured(price.amount, price.unit)
    decision = f"Floor {price.floor} ({amount}) costs {worth(price.whole, unit)}."
    step = _measured(price.step, price.unit)
    sentence = f"Lower by {step} it would gain {worth(price.gain, unit)}."
    figures = _amounts(
        unit,
        ("Best as things are", price.net_value),
        ("One step less gains", price.gain),
        ("No floor gains", price.whole),
    )
    headline = Headline(decision, (sentence,), figures)
    return _page(situation, scenario, "Run-the-business work", headline, ())


def _measured(amount: Decimal, units: str) -> str:
    """Return so many people, hours or weeks; one is a person, an hour or a week."""
    return f"{number(float(amount), 2)} {ONE[units] if amount == 1 else units}"


def _page(
    situation: Situation,
    scenario: str,
    asked: str,
    headline: Headline,
    sections: tuple[Section | None, ...],
) -> Page:
    portfolio = situation.portfolio
    return Page(
        scenario,
        f"{asked} · {portfolio.name or 'Portfolio'}",
        headline,
        sections,
        tuple(colophon(portfolio, None)),
    )


def _ranked(found: tuple[Ranked, ...], title: str, unit: str) -> Section | None:
    """Return a ranking; it says how many places are not decided."""
    if not found:
        return None
    table = tables.ranking(found)
    open_ = sum(not one.decided for one in found)
    sentence = (
        f"{count(open_, 'place is', 'places are')} not decided: the ranges overlap."
        if open_
        else "Every place is proven; equal amounts share one."
    )
    chart = Chart(
        id="ranking",
        title=f"{title}, in {unit}",
        description=f"A bar for each. {sentence} The table has the numbers.",
        figures={"": ranking(table, unit)},
    )
    shown = grid(title, table, worded(RANKING, unit=unit), always_open=True)
    charts = (chart,) if any(one.gain.high != 0 for one in found) else ()
    return Section("ranking-all", title, (sentence,), charts, (shown,))


def _first(found: Iterable[Ranked], opening: str, verb: str, unit: str) -> str:
    """Return who comes first, if that is proven; empty where all gain nothing."""
    listed_ = list(found)
    if not listed_:
        return "Nothing was asked to the end."
    top = [one for one in listed_ if one.first == 1]
    if all(one.gain.high == 0 for one in listed_):
        return ""
    names = listed([one.name for one in top], 4)
    if any(one.gain != top[0].gain or not one.gain.proven for one in top[1:]):
        return f"What comes first is not decided: {names}."
    each = " each" if len(top) > 1 else ""
    return f"{opening} {names} {verb}: {worth(top[0].gain, unit)}{each}."


def _amounts(unit: str, *amounts: tuple[str, Interval]) -> tuple[KeyFigure, ...]:
    return tuple(
        KeyFigure(
            title, worth(amount, unit), "proven" if amount.proven else "not proven"
        )
        for title, amount in amounts
    )
