"""A project decided in is selected, and one decided out is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.portfolio.project import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for project in ledger.portfolio.projects:
        selected = project.id in ledger.selected
        if project.decision is Decision.IN and not selected:
            found = f"{project.id} is decided in, but not selected."
        elif project.decision is Decision.OUT and selected:
            found = f"{project.id} is decided out, but selected."
        else:
            continue
        yield BrokenRule(rule="decisions", where=project.id, message=found)
