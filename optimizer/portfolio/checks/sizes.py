"""A portfolio is small enough to be counted exactly, and to be read at all."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.portfolio.calendar import Period
from optimizer.portfolio.checks.places import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio

EXACT = 2**53
"""Whole numbers up to here are exact in every part of the engine."""

MOST_PEOPLE = 20_000
MOST_PROJECTS = 10_000
MOST_PACKAGES = 100_000
MOST_DEMANDS = 500_000
MOST_LINKS = 1_000_000
MOST_PERSON_PERIODS = 20_000_000
DAYS = {Period.WEEK: 7, Period.DAY: 1}


def countable(portfolio: Portfolio) -> Iterator[Issue]:
    """There are not more things than any search could hold."""
    people = len(portfolio.engineers) + len(portfolio.offers)
    packages = [package for _, package in portfolio.packages]
    demands = sum(
        len(package.demands) + sum(len(mode.demands) for mode in package.modes)
        for package in packages
    )
    for what, found, most in (
        ("people", people, MOST_PEOPLE),
        ("people × periods", people * portfolio.timeline.horizon, MOST_PERSON_PERIODS),
        ("projects", len(portfolio.projects), MOST_PROJECTS),
        ("packages", len(packages), MOST_PACKAGES),
        ("demands", demands, MOST_DEMANDS),
        ("links", sum(len(package.predecessors) for package in packages), MOST_LINKS),
    ):
        if found > most:
            yield error(
                "too_large",
                "portfolio",
                f"has {found:,} {what}; at most {most:,} can be planned together.",
            )


def exact_sums(portfolio: Portfolio) -> Iterator[Issue]:
    """All sums stay below 2^53 in the unit in which they are counted."""
    for what, total, per_unit, remedy in (
        ("values and delay costs", _value(portfolio), 100, "thousands"),
        ("hours of all people", _hours(portfolio), 10_000, "fewer periods"),
        ("efforts", _effort(portfolio), 10_000, "a larger unit"),
        ("costs of all hours", _cost(portfolio), 1_000_000, "thousands"),
        ("amounts and prices", _amounts(portfolio), 100, "thousands"),
    ):
        if total * per_unit > EXACT:
            yield error(
                "inexact_sum",
                "portfolio",
                f"the {what} may add up to {float(total):.3g}; sums are exact up to "
                f"{EXACT / per_unit:.3g} only, so state them in {remedy}.",
            )


def _value(portfolio: Portfolio) -> Fraction:
    """Bound what all projects deliver or lose, after money per point."""
    total = Fraction(0)
    for project in portfolio.projects:
        full = Fraction(project.value or 0)
        if project.rank is not None:
            full += Fraction(portfolio.rank_value)
        full += sum(
            abs(Fraction(portfolio.drivers.get(driver, 0)) * Fraction(score))
            for driver, score in project.scores.items()
        )
        steps = (abs(Fraction(step.value)) for step in project.value_steps)
        lost = Fraction(project.delay_cost) * portfolio.timeline.horizon
        total += max(full, *steps, Fraction(0)) + lost
    worth = Fraction(portfolio.money_per_point or 1)
    floors = sum(-Fraction(project.floor) for project in portfolio.projects)
    return total * worth + floors


def _hours(portfolio: Portfolio) -> Fraction:
    """Bound the hours of all people, overtime included."""
    return sum((hours for hours, _ in _person_hours(portfolio)), Fraction(0))


def _person_hours(portfolio: Portfolio) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield each person's most hours over the timeline, and the dearest rate."""
    days = portfolio.timeline.horizon * DAYS[portfolio.timeline.period]
    role = max(portfolio.role_rates.values(), default=0)
    dearest = Fraction(role) / (1 - Fraction(portfolio.standard_bau_share))
    for person in portfolio.people:
        rate = person.cost_per_hour
        overtime = 1 + Fraction(person.overtime_limit)
        hours = Fraction(max(person.daily_hours)) * overtime * days
        yield hours, dearest if rate is None else Fraction(rate)


def _effort(portfolio: Portfolio) -> Fraction:
    return sum(
        (
            Fraction(demand.effort or 0)
            for _, package in portfolio.packages
            for mode in package.ways
            for demand in mode.demands
        ),
        Fraction(0),
    )


def _cost(portfolio: Portfolio) -> Fraction:
    """Bound the cost of all hours at own rates and of all effort at role rates."""
    worked = sum((h * rate for h, rate in _person_hours(portfolio)), Fraction(0))
    dearest = Fraction(max(portfolio.role_rates.values(), default=0))
    gross = 1 - Fraction(portfolio.standard_bau_share)
    return max(worked, _effort(portfolio) * dearest / gross)


def _amounts(portfolio: Portfolio) -> Fraction:
    """Bound stock amounts, stated costs and prices, each on its own."""
    periods = portfolio.timeline.horizon
    consumed = sum(
        (
            Fraction(amount)
            for _, package in portfolio.packages
            for mode in package.ways
            for amount in mode.consumes.values()
        ),
        Fraction(0),
    )
    stated = sum((Fraction(p.stated_cost) for p in portfolio.projects), Fraction(0))
    prices = sum(
        (
            Fraction(offer.fixed_price) + Fraction(offer.weekly_price) * periods
            for offer in portfolio.offers
        ),
        Fraction(0),
    )
    return max(consumed, stated, prices)
