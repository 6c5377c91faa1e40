"""No project that a selected project excludes is selected too."""

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
            for other in project.excludes:
                if other in ledger.selected:
                    found = f"{project.id} excludes {other}, but both are selected."
                    yield BrokenRule(rule="excludes", where=project.id, message=found)
