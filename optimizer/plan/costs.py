"""What the hours of a plan cost, by project and month, capital and operating."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.plan.units import HUNDRED, TEN_THOUSAND, ten_thousandths

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run

MILLION = HUNDRED * TEN_THOUSAND


@dataclass(frozen=True, slots=True)
class CostLine:
    """Cost of one project in one month, exact.

    Attributes
    ----------
    month
        ``2026-03``, of the first day of the period.
    capex, opex
        Capital and operating expenditure; they add up to `total`.
    """

    project: str
    month: str
    total: Fraction
    capex: Fraction
    opex: Fraction


def cost_by_month(ledger: Ledger) -> tuple[CostLine, ...]:
    """Return one line per project and month with hours that cost, in that order."""
    lines = []
    for project in ledger.portfolio.projects:
        months: dict[str, Fraction] = {}
        for period, money in sorted(_by_period(ledger, ledger.runs_of[project.id])):
            month = ledger.day(period)[:7]
            months[month] = months.get(month, Fraction(0)) + money
        share = Fraction(project.capex_share)
        lines += [
            CostLine(project.id, month, total, total * share, total * (1 - share))
            for month, total in months.items()
        ]
    return tuple(lines)


def run_cost(ledger: Ledger, run: Run, before: int | None = None) -> Fraction:
    """Return the cost of one package, or of its hours before a period."""
    spent = _by_period(ledger, [run])
    return sum((m for p, m in spent if before is None or p < before), Fraction(0))


def _by_period(ledger: Ledger, runs: list[Run]) -> list[tuple[int, Fraction]]:
    """Return period and money; hours at own and at role rates add up apart.

    Integers first: dividing each of a million hours by the BAU share takes long.
    """
    own: Counter[int] = Counter()
    role: Counter[int] = Counter()
    for run in runs:
        for demand, person, hours in run.posts:
            known = ledger.directory.people.get(person)
            rate, book = known.cost_per_hour if known else None, own
            if rate is None:
                rate, book = ledger.portfolio.role_rates.get(demand.skill), role
            if rate:
                price = ten_thousandths(rate)
                for period, worked in hours.items():
                    book[period] += worked * price
    productive = 1 - Fraction(ledger.portfolio.standard_bau_share)
    return [
        (period, Fraction(own[period], MILLION) + role[period] / (MILLION * productive))
        for period in own.keys() | role.keys()
    ]
