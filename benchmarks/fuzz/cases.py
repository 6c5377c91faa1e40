"""Random cases: a valid portfolio, sometimes with a running plan and a *now*.

One builder for both uses: ``case_of_seed`` for the resumable run, and Hypothesis,
which drives and shrinks the same builder through `tests.strategies`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.fuzz.chance import TINY, Chance, Days, Size, some_calendar
from benchmarks.fuzz.past import Planner, some_now, with_progress, with_surprises
from benchmarks.fuzz.scarcities import (
    some_budgets,
    some_facilities,
    some_floors,
    some_stocks,
)
from benchmarks.fuzz.staff import (
    SKILLS,
    some_engineers,
    some_locations,
    some_offers,
)
from benchmarks.fuzz.tasks import PackageMaker, Surroundings
from benchmarks.fuzz.undertakings import DRIVERS, some_groups, some_projects
from optimizer.portfolio.checks import issues
from optimizer.portfolio.issue import Severity
from optimizer.portfolio.portfolio import Portfolio

if TYPE_CHECKING:
    from datetime import date

    from optimizer.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Case:
    """What a solve is given: `now` in place of the portfolio's own."""

    portfolio: Portfolio
    baseline: Plan | None = None
    now: date | None = None


def case_of_seed(seed: int, size: Size = TINY) -> Case:
    """Return the case of a seed: the same on every machine."""
    return some_case(Random(seed), size)


def some_case(random: Random, size: Size = TINY) -> Case:
    """Return a case whose portfolio has no errors."""
    chance = Chance(random)
    while True:
        case = _some_case(chance, size)
        found = issues(case.portfolio)
        if all(issue.severity is not Severity.ERROR for issue in found):
            return case


def _some_case(chance: Chance, size: Size) -> Case:
    portfolio = some_portfolio(chance, size)
    if not chance.often(35):
        return Case(portfolio)
    days = Days(chance, portfolio.timeline)
    plan = Planner(chance, days, portfolio).plan()
    period = chance.between(0, portfolio.timeline.horizon - 1)
    portfolio = with_surprises(chance, days, portfolio, period)
    now = some_now(chance, days, period)
    kept = chance.often(70)
    if not kept or chance.often(30):
        portfolio = with_progress(chance, days, portfolio, plan, period)
    if kept and chance.often(40):
        portfolio = portfolio.replace(freeze_until=days.near(period, period + 2))
    baseline = plan if kept else None
    if chance.often(25):
        return Case(portfolio, baseline, now)
    return Case(portfolio.replace(now=now), baseline)


def some_portfolio(chance: Chance, size: Size) -> Portfolio:
    """Return a portfolio; it may still contradict itself in its logic."""
    calendar = some_calendar(chance, size.periods)
    days = Days(chance, calendar)
    locations = some_locations(chance, days)
    offers = some_offers(chance, days, locations)
    engineers = some_engineers(chance, days, locations, size.people - len(offers))
    facilities, stocks = some_facilities(chance, days), some_stocks(chance)
    names = tuple(person.id for person in engineers)
    around = Surroundings(names, locations, facilities, stocks)
    maker = PackageMaker(chance, days, around)
    projects = some_projects(chance, days, maker, size.projects, size.packages)
    if chance.often(15):
        lucky = engineers[0].replace(only_projects=(projects[0].id,))
        engineers = (lucky, *engineers[1:])
    return Portfolio(
        timeline=calendar,
        locations=locations,
        engineers=engineers,
        offers=offers,
        facilities=facilities,
        stocks=stocks,
        budgets=some_budgets(chance, days, projects),
        floors=some_floors(chance, days),
        at_most=some_groups(chance, projects),
        projects=projects,
        **_rates(chance),
    )


def _rates(chance: Chance) -> dict[str, Any]:
    """Return what turns scores, ranks, points and hours into value and money."""
    worth = chance.maybe(20, ("2.5", "0.3333"))
    return {
        "money_per_point": None if worth is None else Decimal(worth),
        "drivers": {driver: chance.hours(0, 5) for driver in DRIVERS},
        "rank_value": Decimal(chance.one_of((100, 40))),
        "standard_bau_share": Decimal(chance.one_of(("0", "0.2"))),
        "standard_week": Decimal(chance.one_of((40, 35))),
        "role_rates": {
            skill: chance.one_of((Decimal(50), Decimal("66.6667")))
            for skill in SKILLS
            if chance.often(80)
        },
    }
