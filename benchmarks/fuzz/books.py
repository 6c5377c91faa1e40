"""What the packages of a candidate use together, kept while the search descends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optimizer.portfolio.work import LinkType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.fuzz.options import Option
    from optimizer.plan import Ledger
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.resources import Facility

WHOLE_SHARE = 10_000


@dataclass(slots=True)
class Books:
    """What chosen options use from *now* on; refuses what would be too much."""

    portfolio: Portfolio
    moment: Ledger
    shares: Counter[tuple[str, int]] = field(default_factory=Counter)
    teams: Counter[tuple[str, int]] = field(default_factory=Counter)
    units: Counter[tuple[str, int]] = field(default_factory=Counter)

    def enter(self, option: Option, chosen: Sequence[Option]) -> bool:
        """Book an option unless it cannot stand beside those chosen."""
        if not all(_keeps_links(option, other) for other in chosen):
            return False
        self._book(option, 1)
        if self._is_in_order(option):
            return True
        self._book(option, -1)
        return False

    def leave(self, option: Option) -> None:
        """Take an option out again."""
        self._book(option, -1)

    def _book(self, option: Option, sign: int) -> None:
        for period in range(max(option.start, self.moment.now), option.end):
            for person, share in option.shares.items():
                self.shares[person, period] += sign * share
                self.teams[person, period] += sign
            for facility, units in option.mode.uses.items():
                self.units[facility, period] += sign * units

    def _is_in_order(self, option: Option) -> bool:
        people = self.moment.directory.people
        periods = range(max(option.start, self.moment.now), option.end)
        return all(
            self.shares[person, period] <= WHOLE_SHARE
            and self.teams[person, period] <= people[person].max_team_packages
            for person in option.shares
            for period in periods
        ) and all(
            self.units[facility.id, period] <= _most(facility)
            for facility in self.portfolio.facilities
            for period in periods
        )


def _most(facility: Facility) -> int:
    """Return the most units at any time; the judge knows the exact number."""
    return max([facility.capacity, *(change.capacity for change in facility.changes)])


def _keeps_links(one: Option, other: Option) -> bool:
    return _follows(one, other) and _follows(other, one)


def _follows(after: Option, before: Option) -> bool:
    """Return whether an option keeps its links to another."""
    if after.started:
        return True
    for link in after.package.predecessors:
        if link.package != before.package.id:
            continue
        finish = link.type in {LinkType.FINISH_START, LinkType.FINISH_FINISH}
        start = link.type in {LinkType.FINISH_START, LinkType.START_START}
        least = (before.end if finish else before.start) + link.lag
        if (after.start if start else after.end) < least:
            return False
    return True
