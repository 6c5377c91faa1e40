"""Periods waited: Σ start − the smallest start that now, dates and links allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.work import LinkType

if TYPE_CHECKING:
    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run
    from optimizer.portfolio.work import Link


def measured(ledger: Ledger) -> int:
    """Return the sum over packages that have not started, in periods."""
    return sum(
        max(0, run.start - smallest_start(ledger, run))
        for run in ledger.runs.values()
        if run.fact is None
    )


def smallest_start(ledger: Ledger, run: Run) -> int:
    """Return the first start allowed by now, release, earliest day and links.

    With the length and the other packages as they are in this plan.
    """
    days = (run.project.release, run.package.earliest)
    starts = [ledger.timeline.from_day(day) for day in days if day is not None]
    for link in run.package.predecessors:
        before = ledger.runs.get(link.package)
        if before is not None and before.project.id in ledger.selected:
            starts.append(start_after(link, before, run.end - run.start))
    return max([ledger.now, *starts])


def start_after(link: Link, before: Run, length: int) -> int:
    """Return the first start that one link allows a package of that length."""
    of_start = link.type in {LinkType.START_START, LinkType.START_FINISH}
    of_end = link.type in {LinkType.FINISH_FINISH, LinkType.START_FINISH}
    least = (before.start if of_start else before.end) + link.lag
    return least - length if of_end else least
