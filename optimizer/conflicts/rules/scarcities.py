"""What is scarce by decision: budgets, floors, facilities, stocks, groups."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.conflicts.droppable import Kind, Place, Scale
from optimizer.plan.spending import spending
from optimizer.plan.units import HUNDRED, hundredths, in_hundredths
from optimizer.portfolio.base import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.conflicts.droppable import Droppable
    from optimizer.conflicts.terms import Terms
    from optimizer.plan.ledger import Ledger
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.resources import Budget, Facility, Floor, Stock

PLENTY = 1_000_000
"""Units of a facility that nobody uses up."""
MILLIONTHS_IN_HUNDREDTH = 10_000


def scarcity_rules(portfolio: Portfolio) -> Iterator[Droppable]:
    """Yield what is scarce, in the order of the portfolio."""
    for facility in portfolio.facilities:
        yield _of_facility(portfolio, facility)
    for stock in portfolio.stocks:
        yield _of_stock(stock)
    for budget in portfolio.budgets:
        yield from _of_budget(budget)
    for floor in portfolio.floors:
        yield _of_floor(floor)
    for group in portfolio.at_most:
        yield Place(f"at_most/{group.id}", "at_most").rule(
            Kind.LOGIC,
            "at_most",
            f"At most {group.limit} of {', '.join(group.projects)}.",
            _gone("at_most", group.id),
            Scale(
                stated=group.limit,
                loosest=max(group.limit, len(group.projects)),
                at=_with("at_most", group.id, "limit"),
                label=str,
            ),
        )


def _gone(kind: str, name: str) -> Callable[[Terms], Terms]:
    return lambda terms: terms.without_entry(kind, name)


def _of_facility(portfolio: Portfolio, facility: Facility) -> Droppable:
    most = sum(
        max(way.uses.get(facility.id, 0) for way in package.ways)
        for _, package in portfolio.packages
    )
    units = Scale(
        stated=facility.capacity,
        loosest=max(most, facility.capacity),
        at=_with("facilities", facility.id, "capacity"),
        label=lambda number: f"{number} units",
    )
    return Place(f"facilities/{facility.id}", "facilities").rule(
        Kind.SCARCITY,
        "facility",
        f"Facility {facility.id} has {facility.capacity} unit(s)"
        f"{', less or more in some periods' if facility.changes else ''}.",
        lambda terms: terms.with_entry(
            "facilities", facility.id, capacity=PLENTY, changes=()
        ),
        None if facility.changes else units,
    )


def _of_stock(stock: Stock) -> Droppable:
    def consumed(ledger: Ledger) -> int:
        runs = (run for project in ledger.runs_of.values() for run in project)
        return sum(hundredths(run.mode.consumes.get(stock.id)) for run in runs)

    return Place(f"stocks/{stock.id}", "stocks").rule(
        Kind.SCARCITY,
        "stock",
        f"There are {stock.amount:f} of {stock.id}.",
        lambda terms: terms.with_entry("stocks", stock.id, amount=Decimal(LARGEST)),
        _amounts(
            stock.amount,
            lambda terms, amount: terms.with_entry("stocks", stock.id, amount=amount),
            consumed,
        ),
    )


def _of_budget(budget: Budget) -> Iterator[Droppable]:
    place = Place(f"budgets/{budget.id}", f"budgets/{budget.id}")
    if budget.total is not None:
        yield _of_amount(budget, None, budget.total, place)
    for quarter, amount in sorted(budget.quarters.items()):
        yield _of_amount(budget, quarter, amount, place.inside(quarter))


def _of_amount(
    budget: Budget, quarter: str | None, amount: Decimal, place: Place
) -> Droppable:
    """Return the limit of a budget in all, or in one quarter."""

    def spent(ledger: Ledger) -> int:
        by_period = spending(ledger, budget).items()
        within = (
            money
            for period, money in by_period
            if quarter in {None, ledger.timeline.quarter(period)}
        )
        return -(-sum(within) // MILLIONTHS_IN_HUNDREDTH)

    return place.rule(
        Kind.MONEY,
        "budget",
        f"Budget {budget.id} is {amount:f} {f'in {quarter}' if quarter else 'in all'}.",
        lambda terms: _with_budget(terms, budget.id, quarter, None),
        _amounts(
            amount,
            lambda terms, other: _with_budget(terms, budget.id, quarter, other),
            spent,
        ),
    )


def _with_budget(
    terms: Terms, name: str, quarter: str | None, amount: Decimal | None
) -> Terms:
    """Return terms with another amount in a budget; one without amounts is gone."""
    budget = next(one for one in terms.portfolio.budgets if one.id == name)
    total, quarters = budget.total, dict(budget.quarters)
    if quarter is None:
        total = amount
    elif amount is None:
        quarters.pop(quarter)
    else:
        quarters[quarter] = amount
    if total is None and not quarters:
        return terms.without_entry("budgets", name)
    return terms.with_entry("budgets", name, total=total, quarters=quarters)


def _of_floor(floor: Floor) -> Droppable:
    people = None
    if floor.people is not None:
        people = Scale(
            stated=floor.people,
            loosest=0,
            at=_with("floors", floor.id, "people"),
            label=lambda number: f"{number} people",
        )
    return Place(f"floors/{floor.id}", "floors").rule(
        Kind.MONEY,
        "floor",
        f"Floor {floor.id} keeps {_kept(floor)} of {floor.skill} free.",
        lambda terms: terms.without_entry("floors", floor.id),
        people,
    )


def _kept(floor: Floor) -> str:
    return f"{floor.hours:f} hours" if floor.people is None else f"{floor.people}"


def _amounts(
    stated: Decimal,
    at: Callable[[Terms, Decimal], Terms],
    used: Callable[[Ledger], int],
) -> Scale:
    """Return an amount in hundredths that can be raised."""
    return Scale(
        stated=hundredths(stated),
        loosest=LARGEST * HUNDRED,
        at=lambda terms, number: at(terms, in_hundredths(number)),
        label=lambda number: f"{in_hundredths(number).normalize():f}",
        used=used,
    )


def _with(kind: str, name: str, field: str) -> Callable[[Terms, int], Terms]:
    return lambda terms, number: terms.with_entry(kind, name, **{field: number})
