"""The shares that a person gives to teams at one time add up to at most one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.units import TEN_THOUSAND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for person, memberships in ledger.memberships.items():
        shares: Counter[int] = Counter()
        for run, share in memberships:
            for period in range(run.start, run.end):
                shares[period] += share
        for period in sorted(shares):
            if shares[period] > TEN_THOUSAND:
                yield BrokenRule(
                    rule="team_shares",
                    where=person,
                    period=ledger.day(period),
                    message=f"{person} gives {shares[period] / TEN_THOUSAND:.2%} to "
                    "teams at one time; 100 % is the most.",
                    fact=period < ledger.now,
                )
