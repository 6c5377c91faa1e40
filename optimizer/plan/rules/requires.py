"""Every project that a selected project requires is selected too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for project in ledger.portfolio.projects:
        if project.id in ledger.selected:
            for other in project.requires:
                if other not in ledger.selected:
                    found = f"{project.id} requires {other}, which is not selected."
                    yield BrokenRule(rule="requires", where=project.id, message=found)
