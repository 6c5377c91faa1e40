"""Random facilities, stocks, budgets and floors."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.fuzz.staff import SKILLS
from benchmarks.fuzz.undertakings import OBJECTIVES
from optimizer.portfolio.resources import (
    Budget,
    BudgetBasis,
    CapacityChange,
    Facility,
    Floor,
    Stock,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.fuzz.chance import Chance, Days
    from optimizer.portfolio.project import Project


def some_facilities(chance: Chance, days: Days) -> tuple[Facility, ...]:
    """Return at most one facility, with at most two changes."""
    if not chance.often(25):
        return ()
    changes = []
    for _ in range(chance.between(0, 2)):
        first, last = days.pair()
        capacity = chance.between(0, 3)
        changes.append(CapacityChange(first=first, last=last, capacity=capacity))
    capacity = chance.between(1, 3)
    return (Facility(id="lab", capacity=capacity, changes=tuple(changes)),)


def some_stocks(chance: Chance) -> tuple[Stock, ...]:
    """Return at most one stock."""
    return (Stock(id="steel", amount=chance.hours(5, 25)),) if chance.often(20) else ()


def some_budgets(
    chance: Chance, days: Days, projects: Sequence[Project]
) -> tuple[Budget, ...]:
    """Return at most two budgets."""
    return tuple(
        _budget(chance, days, projects, f"money{number}")
        for number in range(2)
        if chance.often(15)
    )


def _budget(
    chance: Chance, days: Days, projects: Sequence[Project], name: str
) -> Budget:
    basis = chance.one_of(tuple(BudgetBasis))
    most = 200 if basis is BudgetBasis.STATED else 10_000
    scope: dict[str, Any] = {}
    served = {objective for project in projects for objective in project.objectives}
    if chance.often(25):
        scope["project"] = chance.one_of([project.id for project in projects])
    elif chance.often(30):
        known = [objective for objective in OBJECTIVES if objective in served]
        scope["objective"] = chance.one_of(known) if known else None
    quarters = {
        days.timeline.quarter(period): chance.hours(most // 10, most)
        for period in (0, days.horizon - 1)
        if chance.often(40)
    }
    total = chance.hours(most // 4, most)
    if quarters and chance.often(50):
        return Budget(id=name, basis=basis, quarters=quarters, **scope)
    return Budget(id=name, basis=basis, total=total, quarters=quarters, **scope)


def some_floors(chance: Chance, days: Days) -> tuple[Floor, ...]:
    """Return at most two floors, of people or of hours."""
    floors = []
    for number in range(2):
        if chance.often(12):
            first, last = days.pair(50)
            asked: dict[str, Any] = (
                {"people": chance.between(0, 2)}
                if chance.often(50)
                else {"hours": Decimal(chance.between(0, 40))}
            )
            floors.append(
                Floor(
                    id=f"floor{number}",
                    skill=chance.one_of(SKILLS),
                    level=chance.one_of((1, 1, 3)),
                    first=first,
                    last=last,
                    **asked,
                )
            )
    return tuple(floors)
