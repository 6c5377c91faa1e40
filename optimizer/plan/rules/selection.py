"""Exactly the packages of the selected projects are scheduled and have people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for project in ledger.portfolio.projects:
        selected = project.id in ledger.selected
        for package in project.packages:
            if selected and package.id not in ledger.runs:
                found = f"{project.id} is selected, but {package.id} is not scheduled."
                yield BrokenRule(rule="selection", where=package.id, message=found)
            if not selected and package.id in ledger.runs:
                found = f"{package.id} is scheduled, but {project.id} is not selected."
                yield BrokenRule(rule="selection", where=package.id, message=found)
    for package_id, posts in ledger.schedule.posts.items():
        if package_id not in ledger.runs:
            people = ", ".join(sorted({person for _, person in posts}))
            yield BrokenRule(
                rule="selection",
                where=package_id,
                message=f"{people} should serve {package_id}, which is not scheduled.",
            )
