"""The packages of the plan consume no more of a stock than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.units import hundredths, in_hundredths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for stock in ledger.portfolio.stocks:
        consumed = {
            run.id: hundredths(run.mode.consumes[stock.id])
            for run in ledger.runs.values()
            if run.mode.consumes.get(stock.id)
        }
        total, amount = sum(consumed.values()), hundredths(stock.amount)
        if total > amount:
            yield BrokenRule(
                rule="stocks",
                where=stock.id,
                message=f"{in_hundredths(total)} of {stock.id} are consumed, "
                f"there are {in_hundredths(amount)}.",
                fact=all(ledger.runs[package].fact for package in consumed),
            )
