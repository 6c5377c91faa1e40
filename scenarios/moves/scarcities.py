"""Facilities, stocks, budgets and floors that stand in the way, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from optimizer.plan.spending import budget_use
from optimizer.report.wording import listed, number
from scenarios.moves.reason import Cause, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.plan.outcome import BrokenRule
    from scenarios.moves.trial import Trial


def of_facilities(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield who uses a facility that has too few units left."""
    for found in broken:
        period = trial.ledger.timeline.holding(date.fromisoformat(found.period or ""))
        users = tuple(
            run.id
            for run in trial.ledger.runs.values()
            if run.id != trial.run.id
            and run.mode.uses.get(found.where)
            and run.start <= period < run.end
        )
        taken = f"taken by {listed(users, most=5)}" if users else "too small"
        text = f"{found.where} is {taken} {trial.words.at(period)}"
        yield Reason(cause=Cause.FACILITY, text=text, packages=users)


def of_stocks(_trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield which stock is too small."""
    for found in broken:
        yield Reason(cause=Cause.STOCK, text=found.message.rstrip("."))


def of_budgets(
    trial: Trial,
    broken: Sequence[BrokenRule],
) -> Iterator[Reason]:
    """Yield which budget would be overspent, in all or in a quarter."""
    names = {found.where for found in broken}
    for use in budget_use(trial.ledger):
        if use.budget in names and use.used > use.limit:
            within = f" in {use.quarter}" if use.quarter else ""
            text = (
                f"budget {use.budget} has {number(float(use.limit), 2)}{within} "
                f"and {number(float(use.used), 2)} would be spent"
            )
            yield Reason(cause=Cause.MONEY, text=text)


def of_floors(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield which floor keeps people free."""
    floors = {floor.id: floor for floor in trial.ledger.portfolio.floors}
    first: dict[str, BrokenRule] = {}
    for found in broken:
        first.setdefault(found.where, found)
    for name, found in first.items():
        period = trial.ledger.timeline.holding(date.fromisoformat(found.period or ""))
        floor = floors[name]
        asked = (
            f"{floor.people} with {floor.skill}"
            if floor.people is not None
            else f"{number(float(floor.hours or 0), 2)} hours of {floor.skill}"
        )
        text = f"floor {name} keeps {asked} free {trial.words.at(period)}"
        yield Reason(cause=Cause.FLOOR, text=text)
