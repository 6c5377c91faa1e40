"""What was worked and spent on projects that are cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.plan.costs import run_cost
from optimizer.plan.units import in_hundredths
from optimizer.portfolio.project import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from optimizer.plan.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Sunk:
    """Hours and cost before *now* of a running project that is decided out."""

    project: str
    hours: Decimal
    cost: Fraction


def sunk(ledger: Ledger) -> Iterator[Sunk]:
    """Yield cancelled projects; hours before now are those of the baseline."""
    planned = ledger.baseline.runs if ledger.baseline else {}
    for project in ledger.portfolio.projects:
        started = [p.id for p in project.packages if p.id in ledger.facts]
        if project.decision is Decision.OUT and started:
            worked = sum(
                sum(hours.values())
                for package in started
                for hours in ledger.facts[package].hours.values()
            )
            spent = (
                run_cost(ledger, planned[package], before=ledger.now)
                for package in started
                if package in planned
            )
            yield Sunk(project.id, in_hundredths(worked), sum(spent, Fraction(0)))
