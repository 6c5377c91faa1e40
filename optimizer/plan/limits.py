"""Limits on measures, checked on a plan like rules."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.plan.goals import Measure, MeasureLimit
from optimizer.plan.measures import MEASURES, cost, objective_share
from optimizer.plan.outcome import BrokenRule
from optimizer.plan.valuation import valuation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.plan.ledger import Ledger


def broken_limits(
    ledger: Ledger, limits: Iterable[MeasureLimit]
) -> Iterator[BrokenRule]:
    """Yield every limit on a measure that the plan does not keep."""
    for limit in limits:
        found = limited(ledger, limit)
        name = " ".join(filter(None, (limit.measure, limit.project, limit.objective)))
        is_found = f"{name} is {_plain(found)}"
        if limit.at_most is not None and found > Fraction(limit.at_most):
            yield _broken(limit, f"{is_found}, at most {limit.at_most:f}")
        if limit.at_least is not None and found < Fraction(limit.at_least):
            yield _broken(limit, f"{is_found}, at least {limit.at_least:f}")


def limited(ledger: Ledger, limit: MeasureLimit) -> Fraction:
    """Return the number that a limit is about, exact."""
    if limit.objective is not None:
        return objective_share.measured(ledger, limit.objective)
    if limit.project is not None and limit.measure is Measure.COST:
        return cost.measured(ledger, limit.project)
    if limit.project is not None and limit.measure is Measure.VALUE:
        return sum(
            (
                Fraction(project.delivered)
                for project in valuation(ledger)
                if project.project == limit.project
            ),
            Fraction(0),
        )
    return Fraction(MEASURES[limit.measure].measured(ledger))


def _broken(limit: MeasureLimit, found: str) -> BrokenRule:
    where = limit.project or limit.objective or str(limit.measure)
    return BrokenRule(rule="limits", where=where, message=f"{found} is allowed.")


def _plain(number: Fraction) -> str:
    shown = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{shown:.6f}".rstrip("0").rstrip(".")
