"""A person is on one demand of a team package at the most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.is_team:
            served: dict[str, list[str]] = {}
            for demand, person, _ in run.posts:
                served.setdefault(person, []).append(demand.id)
            for person, demands in served.items():
                if len(demands) > 1:
                    yield BrokenRule(
                        rule="one_demand",
                        where=run.id,
                        message=f"{person} is on {len(demands)} demands of {run.id}: "
                        f"{', '.join(demands)}; one is allowed.",
                        fact=run.fact is not None,
                    )
