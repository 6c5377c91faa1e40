"""When a package can start and end, given what is placed already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.problem.problem import LinkType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from optimizer.problem.problem import Link
    from optimizer.problem.schedule import Run
    from optimizer.search.tables import Tables

FROM_END = {LinkType.FINISH_START, LinkType.FINISH_FINISH}
"""Links that leave the end of the predecessor."""
TO_END = {LinkType.FINISH_FINISH, LinkType.START_FINISH}
"""Links that hold the end of the successor."""


@dataclass(slots=True)
class Window:
    """Inclusive bounds on start and end, and on the length between them."""

    start: int
    last_start: int
    end: int
    last_end: int
    shortest: int
    longest: int

    def copy(self) -> Window:
        """Return a window of its own."""
        return Window(
            self.start,
            self.last_start,
            self.end,
            self.last_end,
            self.shortest,
            self.longest,
        )

    def tighten(self) -> None:
        """Carry bounds over between start and end."""
        self.end = max(self.end, self.start + self.shortest)
        self.start = max(self.start, self.end - self.longest)
        self.last_start = min(self.last_start, self.last_end - self.shortest)
        self.last_end = min(self.last_end, self.last_start + self.longest)

    @property
    def empty(self) -> bool:
        """Whether no start or no end is left."""
        return self.start > self.last_start or self.end > self.last_end

    def after(self, link: Link, predecessor: Window | Run) -> bool:
        """Keep a link from a predecessor; whether that changed a bound."""
        base = _earliest(predecessor, end=link.type in FROM_END) + link.lag
        if link.type in TO_END:
            changed, self.end = base > self.end, max(base, self.end)
        else:
            changed, self.start = base > self.start, max(base, self.start)
        if changed:
            self.tighten()
        return changed

    def before(self, link: Link, successor: Window | Run) -> bool:
        """Keep a link to a successor; whether that changed a bound."""
        base = _latest(successor, end=link.type in TO_END) - link.lag
        if link.type in FROM_END:
            changed, self.last_end = base < self.last_end, min(base, self.last_end)
        else:
            changed = base < self.last_start
            self.last_start = min(base, self.last_start)
        if changed:
            self.tighten()
        return changed


def _earliest(placed: Window | Run, *, end: bool) -> int:
    return placed.end if end else placed.start


def _latest(placed: Window | Run, *, end: bool) -> int:
    if isinstance(placed, Window):
        return placed.last_end if end else placed.last_start
    return placed.end if end else placed.start


def windows(
    tables: Tables,
    group: Sequence[int],
    placed: Mapping[int, Run],
    last_end: Mapping[int, int],
    first: int = 0,
) -> dict[int, Window] | None:
    """Return the window of every package of a group by links alone, or None.

    Parameters
    ----------
    group
        Packages to place together.
    last_end
        Project → the last period in which its packages may end.
    first
        No start before this period.
    """
    found = {index: _own(tables, index, last_end, first) for index in group}
    queue = list(group)
    for _ in range(4 * len(group) + 8):
        changed: set[int] = set()
        for index in queue:
            if _relax(tables, index, found, placed):
                changed |= _neighbours(tables, index, found)
            if found[index].empty:
                return None
        if not changed:
            return found
        queue = [index for index in group if index in changed]
    return None


def _own(tables: Tables, index: int, last_end: Mapping[int, int], first: int) -> Window:
    package = tables.problem.packages[index]
    window = Window(
        start=max(first, package.earliest),
        last_start=package.latest_start,
        end=0,
        last_end=min(package.latest_end, last_end[package.project]),
        shortest=min((way.shortest for way in package.ways), default=0),
        longest=max((way.longest for way in package.ways), default=0),
    )
    window.tighten()
    return window


def _relax(
    tables: Tables, index: int, found: Mapping[int, Window], placed: Mapping[int, Run]
) -> bool:
    window, before = found[index], found[index].copy()
    for link in tables.into[index]:
        other = found.get(link.predecessor) or placed.get(link.predecessor)
        if other is not None:
            window.after(link, other)
    for link in tables.out_of[index]:
        other = found.get(link.successor) or placed.get(link.successor)
        if other is not None:
            window.before(link, other)
    return window != before


def _neighbours(tables: Tables, index: int, group: Mapping[int, Window]) -> set[int]:
    before = {link.predecessor for link in tables.into[index]}
    after = {link.successor for link in tables.out_of[index]}
    return (before | after) & group.keys()


def current(
    tables: Tables, index: int, window: Window, placed: Mapping[int, Run]
) -> Window:
    """Return a window narrowed by the neighbours that are placed."""
    narrowed = window.copy()
    for link, run in _placed(tables.into[index], placed, after=True):
        narrowed.after(link, run)
    for link, run in _placed(tables.out_of[index], placed, after=False):
        narrowed.before(link, run)
    return narrowed


def _placed(
    links: Iterable[Link], placed: Mapping[int, Run], *, after: bool
) -> Iterable[tuple[Link, Run]]:
    for link in links:
        run = placed.get(link.predecessor if after else link.successor)
        if run is not None:
            yield link, run
