"""A selected project ends inside the period that holds its deadline, or before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for project in ledger.portfolio.projects:
        if project.deadline is None or project.id not in ledger.selected:
            continue
        allowed = ledger.timeline.holding(project.deadline) + 1
        for run in ledger.runs_of[project.id]:
            if run.end > allowed:
                yield BrokenRule(
                    rule="deadlines",
                    where=run.id,
                    period=ledger.day(run.end - 1),
                    message=f"{run.id} ends in the period of "
                    f"{ledger.day(run.end - 1)}, after the deadline of {project.id}, "
                    f"{project.deadline}.",
                    fact=run.is_done,
                )
