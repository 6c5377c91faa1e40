"""Of a group of projects, at most the stated number is selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for group in ledger.portfolio.at_most:
        chosen = sorted(ledger.selected.intersection(group.projects))
        if len(chosen) > group.limit:
            yield BrokenRule(
                rule="at_most",
                where=group.id,
                message=f"At most {group.limit} of {group.id} may be selected; "
                f"{len(chosen)} are: {', '.join(chosen)}.",
            )
