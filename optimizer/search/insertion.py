"""Projects into a draft, all of their packages or none: serial schedule generation."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from optimizer.search.placing import place
from optimizer.search.windows import current, windows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optimizer.problem.schedule import Run
    from optimizer.search.draft import Draft
    from optimizer.search.priorities import Taste
    from optimizer.search.windows import Window

SHIFTS = 3
"""Times the number of packages: how often placed ones may be moved on."""


def insert(
    draft: Draft, projects: Iterable[int], taste: Taste, last_end: Mapping[int, int]
) -> bool:
    """Select projects and place their packages; nothing changes if one fails.

    Parameters
    ----------
    last_end
        Project → the last period in which its packages may end.
    """
    wanted = list(projects)
    if _insert_from(draft, wanted, taste, last_end, 0):
        return True
    later = draft.room.purse.boundaries(wanted)
    return any(_insert_from(draft, wanted, taste, last_end, first) for first in later)


def _insert_from(
    draft: Draft,
    projects: list[int],
    taste: Taste,
    last_end: Mapping[int, int],
    first: int,
) -> bool:
    """Insert with no start before a period."""
    problem = draft.tables.problem
    group = [
        index
        for project in projects
        for index in problem.projects[project].packages
        if index not in draft.runs
    ]
    found = windows(draft.tables, group, draft.runs, last_end, first)
    if found is None:
        return False
    work = _Insertion(draft, group, found, taste)
    if not work.place_all():
        work.undo()
        return False
    for project in projects:
        draft.select(project)
    if not draft.room.purse.kept():
        draft.drop(projects)
        return False
    return True


class _Insertion:
    """Places a group of packages in the order of a priority rule."""

    def __init__(
        self, draft: Draft, group: list[int], found: dict[int, Window], taste: Taste
    ) -> None:
        self._draft = draft
        self._tables = draft.tables
        self._windows = found
        self._waiting = set(group)
        self._taste = taste
        self._rank = taste.ranks(group, found)
        self._missing = {
            index: sum(
                1 for link in self._tables.into[index] if link.predecessor in found
            )
            for index in group
        }
        self._ready = [(self._rank[i], i) for i in group if not self._missing[i]]
        self._shifts = SHIFTS * len(group)
        self._reserved = self._least_consumption(group)
        heapify(self._ready)

    def _least_consumption(self, group: list[int]) -> list[int]:
        """Return what the group consumes of each stock at least."""
        problem = self._tables.problem
        least = [0] * len(problem.stocks)
        if least:
            for index in group:
                for stock, amount in enumerate(self._least_of(index)):
                    least[stock] += amount
        return least

    def _least_of(self, index: int) -> list[int]:
        problem = self._tables.problem
        ways = [dict(way.consumes) for way in problem.packages[index].ways]
        return [
            min((way.get(stock, 0) for way in ways), default=0)
            for stock in range(len(problem.stocks))
        ]

    def undo(self) -> None:
        """Take out what was placed."""
        for index in self._windows:
            if index in self._draft.runs:
                self._draft.remove(index)

    def place_all(self) -> bool:
        """Place every package of the group; whether that worked."""
        while self._waiting:
            index = self._next()
            if self._taste.stop():
                return False
            if not self._place(index) and not self._place_by_shifting(index):
                return False
            self._waiting.discard(index)
            self._release_successors(index)
        return True

    def _next(self) -> int:
        while self._ready:
            _, index = heappop(self._ready)
            if index in self._waiting:
                return index
        # Links run in a circle: lags keep it possible, no order is natural.
        return min(self._waiting, key=lambda i: (self._windows[i].start, self._rank[i]))

    def _release_successors(self, index: int) -> None:
        for link in self._tables.out_of[index]:
            successor = link.successor
            if successor in self._missing:
                self._missing[successor] -= 1
                if self._missing[successor] == 0 and successor in self._waiting:
                    heappush(self._ready, (self._rank[successor], successor))

    def _place(self, index: int) -> bool:
        draft = self._draft
        window = current(self._tables, index, self._windows[index], draft.runs)
        if window.empty:
            return False
        if self._reserved:
            own = self._least_of(index)
            others = [a - b for a, b in zip(self._reserved, own, strict=True)]
        else:
            own, others = [], []
        option = place(draft.room, index, window, self._taste, others)
        if option is None:
            return False
        self._reserved = others
        draft.enter(option)
        return True

    def _place_by_shifting(self, index: int) -> bool:
        """Take out packages of the group that hold this one back, and place it."""
        runs: Mapping[int, Run] = self._draft.runs
        blockers = {
            link.successor
            for link in self._tables.out_of[index]
            if link.successor in self._windows and link.successor in runs
        }
        if not blockers or self._shifts < len(blockers):
            return False
        self._shifts -= len(blockers)
        for blocker in blockers:
            self._draft.remove(blocker)
            self._waiting.add(blocker)
            if self._reserved:
                least = self._least_of(blocker)
                self._reserved = [
                    a + b for a, b in zip(self._reserved, least, strict=True)
                ]
            heappush(self._ready, (self._rank[blocker], blocker))
        return self._place(index)
