"""What a project delivers by its end, written once more from the contract.

The oracle prunes with it, and its plans must measure the same.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from optimizer.portfolio.people import Offer
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project

CENT = Decimal("0.01")


class Worth:
    """Values and prices of one portfolio, in hundredths."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._timeline = Timeline(portfolio.timeline)
        self._ranks = [p.rank for p in portfolio.projects if p.rank is not None]

    def delivered(self, project: Project, end: int) -> int:
        """Return what a selected project delivers if it ends there."""
        late = 0
        if project.due is not None and project.packages:
            late = max(0, end - self._timeline.holding(project.due) - 1)
        reached = [step.value for step in project.value_steps if step.late <= late]
        if reached:
            value = self._cents(project, Fraction(reached[-1]))
        else:
            value = self._cents(project, self._stated(project))
            value -= late * self._cents(project, Fraction(project.delay_cost))
        return max(int(project.floor * 100), value)

    def price(self, offer: Offer, periods: int) -> int:
        """Return the price of an engagement."""
        weeks = Fraction(periods, self._timeline.periods_of_weeks(1))
        return _rounded(
            Fraction(offer.fixed_price) + Fraction(offer.weekly_price) * weeks
        )

    def _stated(self, project: Project) -> Fraction:
        portfolio = self._portfolio
        if project.rank is not None:
            lowest = max(self._ranks)
            steps = Fraction(lowest + 1 - project.rank, lowest)
            return Fraction(portfolio.rank_value) * steps
        scored = [
            Fraction(score) * Fraction(portfolio.drivers[driver])
            for driver, score in project.scores.items()
        ]
        return Fraction(project.value or 0) + sum(scored)

    def _cents(self, project: Project, amount: Fraction) -> int:
        rate = Fraction(self._portfolio.money_per_point or 1)
        return _rounded(amount * Fraction(project.probability) * rate)


def _rounded(amount: Fraction) -> int:
    """Return hundredths, half to even, by way of decimals."""
    with localcontext(prec=60):
        exact = Decimal(amount.numerator) / Decimal(amount.denominator)
        return int(exact.quantize(CENT, rounding=ROUND_HALF_EVEN) * 100)
