"""A package keeps its distance from the ends of its predecessors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.portfolio.work import LinkType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run
    from optimizer.portfolio.work import Link


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.fact is None:
            for link in run.package.predecessors:
                yield from _of_link(ledger, run, link)


def _of_link(ledger: Ledger, run: Run, link: Link) -> Iterator[BrokenRule]:
    """Check one link; a soft one binds only if both projects are selected."""
    project, _ = ledger.directory.packages.get(link.package, (None, None))
    if project is None or project.id not in ledger.selected:
        if not link.soft:
            found = f"{run.id} follows {link.package}, whose project is not selected."
            yield BrokenRule(rule="links", where=run.id, message=found)
        return
    before = ledger.runs.get(link.package)
    if before is None:
        return
    of_start = link.type in {LinkType.START_START, LinkType.START_FINISH}
    to_start = link.type in {LinkType.FINISH_START, LinkType.START_START}
    least = (before.start if of_start else before.end) + link.lag
    found_at = run.start if to_start else run.end
    if found_at < least:
        verb = "starts" if to_start else "ends"
        yield BrokenRule(
            rule="links",
            where=run.id,
            period=ledger.day(found_at),
            message=f"{run.id} {verb} at {ledger.day(found_at)}, {least - found_at} "
            f"period(s) before its {link.type} link to {link.package} "
            f"(lag {link.lag}) allows: {ledger.day(least)}.",
        )
