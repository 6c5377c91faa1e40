"""A mandatory project is selected, and a started one unless it is decided out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.portfolio.project import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    started = {ledger.directory.packages[package][0].id for package in ledger.facts}
    for project in ledger.portfolio.projects:
        runs_on = project.id in started and project.decision is not Decision.OUT
        if project.id not in ledger.selected and (project.mandatory or runs_on):
            why = "mandatory" if project.mandatory else "running"
            yield BrokenRule(
                rule="mandatory",
                where=project.id,
                message=f"{project.id} is {why}, but not selected.",
            )
