"""The chain of packages that holds the last date of a plan.

A package is *held* by another one that starts no later and

- ends or starts exactly where a link lets this one start or end (*link*), or
- ends in the very period before this one starts, and shares a person with it who has
  no hour to spare in that period (*people*), or
- ends in the very period before this one starts, and leaves too few units of a
  facility for it in that period (*facility*).

If the holder ended earlier, the held package could move up. From the package that
ends last the chain follows holders back in time; where there are several it takes the
one whose own chain begins earliest, links before people before facilities. What has
started is a fact and held by nothing. Bringing the last date forward means shortening
something on the chain, or adding people to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from optimizer.plan.measures.waiting import start_after
from optimizer.plan.rules.facilities import capacity_of
from optimizer.report.wording import day, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run
    from optimizer.portfolio.work import Link


class Cause(StrEnum):
    """What ties a package to the one that holds it."""

    LINK = "link"
    PEOPLE = "people"
    FACILITY = "facility"


@dataclass(frozen=True, slots=True)
class Hold:
    """A package of the chain and why it does not start earlier.

    Attributes
    ----------
    holder
        The package that holds it; None at the beginning of the chain.
    cause
        None at the beginning of the chain.
    through
        The people or facilities that both need.
    """

    package: str
    holder: str | None = None
    cause: Cause | None = None
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HoldingChain:
    """Packages from the first to the last, each held by the one before.

    Attributes
    ----------
    reason
        Why the first one does not start earlier, as part of a sentence.
    """

    holds: tuple[Hold, ...]
    reason: str

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages in the order of the chain."""
        return tuple(hold.package for hold in self.holds)

    @property
    def shared(self) -> tuple[Hold, ...]:
        """The steps that people or facilities hold, not links."""
        return tuple(h for h in self.holds if h.cause not in {None, Cause.LINK})


def holding_chain(ledger: Ledger, project: str | None = None) -> HoldingChain | None:
    """Return the chain that holds the last end of a project, or of the whole plan.

    Of several packages that end last, the one whose chain begins earliest counts.
    Returns None for a plan, or a project, without packages.
    """
    runs = ledger.runs
    candidates = [r for r in runs.values() if project in {None, r.project.id}]
    if not candidates:
        return None
    best = _chains(
        {run.id: tuple(holders(ledger, run)) for run in runs.values()}, ledger
    )
    end = max(run.end for run in candidates)
    last = min(
        (run.id for run in candidates if run.end == end),
        key=lambda package: best[package][0],
    )
    holds: list[Hold] = []
    step: str | None = last
    while step is not None:
        holds.append(best[step][1])
        step = best[step][1].holder
    return HoldingChain(
        tuple(reversed(holds)), _reason(ledger, runs[holds[-1].package])
    )


def holders(ledger: Ledger, run: Run) -> Iterator[Hold]:
    """Yield everything that holds a package: links, then people, then facilities."""
    if run.fact is not None:
        return
    for link in run.package.predecessors:
        before = ledger.runs.get(link.package)
        if before is not None and _is_tight(link, before, run):
            yield Hold(run.id, before.id, Cause.LINK)
    adjacent = [
        other
        for other in ledger.runs.values()
        if other.end == run.start and other.start < other.end
    ]
    for before in adjacent:
        people = tuple(sorted(_people_in_common(ledger, before, run)))
        if people:
            yield Hold(run.id, before.id, Cause.PEOPLE, people)
    for before in adjacent:
        facilities = tuple(sorted(_facilities_in_common(ledger, before, run)))
        if facilities:
            yield Hold(run.id, before.id, Cause.FACILITY, facilities)


def _is_tight(link: Link, before: Run, after: Run) -> bool:
    earliest = start_after(link, before, after.end - after.start)
    return before.start <= after.start == earliest


def _people_in_common(ledger: Ledger, before: Run, after: Run) -> Iterator[str]:
    """Yield those on both; with a pool on either side, only whoever is full."""
    teams, last = before.is_team and after.is_team, after.start - 1
    for person in before.pairs & after.pairs:
        hours = ledger.hours[person].get(last, 0)
        if teams or hours >= ledger.calendars[person].available(last):
            yield person


def _facilities_in_common(ledger: Ledger, before: Run, after: Run) -> Iterator[str]:
    period = after.start - 1
    for facility in ledger.portfolio.facilities:
        needed = after.mode.uses.get(facility.id, 0)
        if needed and before.mode.uses.get(facility.id, 0):
            used = sum(
                run.mode.uses.get(facility.id, 0)
                for run in ledger.runs.values()
                if run.start <= period < run.end
            )
            if used + needed > capacity_of(facility, ledger.timeline.first_day(period)):
                yield facility.id


def _chains(
    held_by: dict[str, tuple[Hold, ...]], ledger: Ledger
) -> dict[str, tuple[int, Hold]]:
    """Return package → first period of its chain, and its last step."""
    order = TopologicalSorter(
        {
            package: [hold.holder for hold in holds if hold.holder is not None]
            for package, holds in held_by.items()
        }
    ).static_order()
    best: dict[str, tuple[int, Hold]] = {}
    for package in order:
        options = [
            (best[hold.holder][0], hold)
            for hold in held_by[package]
            if hold.holder is not None
        ]
        alone = (ledger.runs[package].start, Hold(package))
        best[package] = min(options, key=lambda option: option[0], default=alone)
    return best


def _reason(ledger: Ledger, run: Run) -> str:
    """Return why the first package of a chain does not start earlier."""
    timeline, package = ledger.timeline, run.package
    if run.fact is not None:
        return "had started before this plan was made"
    if run.start <= ledger.now:
        return "starts in the first period that can be planned"
    reasons = [
        f"{words} {day(moment)}"
        for words, moment, period in (
            ("its project is released on", run.project.release, timeline.from_day),
            ("it may not start before", package.earliest, timeline.from_day),
            ("a lock starts it on", package.locks.start_on, timeline.holding),
            ("a lock lets it start from", package.locks.start_from, timeline.holding),
        )
        if moment is not None and period(moment) == run.start
    ]
    return listed(reasons) or "is not held by any link, person or facility"
