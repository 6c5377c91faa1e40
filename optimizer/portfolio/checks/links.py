"""Links can be kept: none leads to itself, none run in a circle.

Starts and ends are events, links and shortest lengths arcs between them with a
least distance. A circle whose distances add up to more than 0 would have an event
come after itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from optimizer.portfolio.checks.places import error, placed_packages, warning
from optimizer.portfolio.work import LinkType, Staffing, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Package


class Event(NamedTuple):
    """The start, or the end, of a package."""

    package: str
    ends: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """`after` happens at least `distance` periods after `before`."""

    before: Event
    after: Event
    distance: int
    link: str = ""
    binding: bool = True


ENDS_TIED = {
    LinkType.FINISH_START: (True, False),
    LinkType.START_START: (False, False),
    LinkType.FINISH_FINISH: (True, True),
    LinkType.START_FINISH: (False, True),
}
"""Whether a link leaves the predecessor's end, and whether it holds the own end."""


def other_packages_only(portfolio: Portfolio) -> Iterator[Issue]:
    """A package follows other packages, not itself."""
    for where, _, package in placed_packages(portfolio):
        if any(link.package == package.id for link in package.predecessors):
            yield error("self_link", where, "is its own predecessor; remove that link.")


def links_without_circles(portfolio: Portfolio) -> Iterator[Issue]:
    """No package has to wait for itself."""
    where = {package.id: path for path, _, package in placed_packages(portfolio)}
    arcs = list(_arcs(portfolio))
    for group in _strong_groups(arcs):
        binding = [arc for arc in group if arc.binding]
        circle = _positive_circle(binding)
        if circle:
            yield error("link_cycle", where[circle[0].before.package], _told(circle))
            continue
        circle = _positive_circle(group)
        if circle:
            yield warning(
                "soft_link_cycle",
                where[circle[0].before.package],
                f"{_told(circle)} Soft links are among them, so the projects cannot "
                "be selected together.",
            )


def _arcs(portfolio: Portfolio) -> Iterator[Arc]:
    """Yield lengths and links; none into a started package, whose past is a fact."""
    project_of = {package.id: project.id for project, package in portfolio.packages}
    for project, package in portfolio.packages:
        start, end = Event(package.id, ends=False), Event(package.id, ends=True)
        yield Arc(start, end, shortest_length(package))
        if _started(package):
            continue
        for link in package.predecessors:
            if link.package not in project_of or link.package == package.id:
                continue
            leaves_end, holds_end = ENDS_TIED[link.type]
            yield Arc(
                Event(link.package, leaves_end),
                end if holds_end else start,
                link.lag,
                f"{link.type} {link.lag:+d}" if link.lag else str(link.type),
                binding=not link.soft or project_of[link.package] == project.id,
            )


def _started(package: Package) -> bool:
    progress = package.progress
    return progress is not None and progress.status is not Status.PLANNED


def shortest_length(package: Package) -> int:
    """Return the least periods that a package takes in any mode."""
    if _started(package):
        return 0
    lengths = [
        1
        if mode.demands and package.staffing is Staffing.EFFORT_TEAM
        else mode.duration or mode.shortest or 0
        for mode in package.ways
    ]
    return min(lengths)


def _strong_groups(arcs: Sequence[Arc]) -> Iterator[list[Arc]]:
    """Yield the arcs of each strongly connected component that has any."""
    component = _components(arcs)
    groups: defaultdict[int, list[Arc]] = defaultdict(list)
    for arc in arcs:
        if component[arc.before] == component[arc.after]:
            groups[component[arc.before]].append(arc)
    return iter(groups.values())


def _components(arcs: Sequence[Arc]) -> dict[Event, int]:
    """Number the strongly connected components (Kosaraju, without recursion)."""
    forward: defaultdict[Event, list[Event]] = defaultdict(list)
    backward: defaultdict[Event, list[Event]] = defaultdict(list)
    for arc in arcs:
        forward[arc.before].append(arc.after)
        backward[arc.after].append(arc.before)
    events = dict.fromkeys(event for arc in arcs for event in (arc.before, arc.after))
    finished: list[Event] = []
    seen: set[Event] = set()
    for event in events:
        finished += _left_in_order(event, forward, seen)
    component: dict[Event, int] = {}
    reached: set[Event] = set()
    for number, event in enumerate(reversed(finished)):
        for member in _left_in_order(event, backward, reached):
            component[member] = number
    return component


def _left_in_order(
    root: Event, following: Mapping[Event, Iterable[Event]], seen: set[Event]
) -> list[Event]:
    """Return the unseen events from a root, in the order depth-first search leaves."""
    if root in seen:
        return []
    seen.add(root)
    left: list[Event] = []
    path = [(root, iter(following.get(root, ())))]
    while path:
        event, ahead = path[-1]
        following_event = next((it for it in ahead if it not in seen), None)
        if following_event is None:
            left.append(event)
            path.pop()
        else:
            seen.add(following_event)
            path.append((following_event, iter(following.get(following_event, ()))))
    return left


def _positive_circle(arcs: Sequence[Arc]) -> list[Arc]:
    """Return a circle of positive length among the arcs, or nothing.

    Longest distances are corrected until they stand still; a circle among the
    arcs that last corrected each event is then positive.
    """
    distance: defaultdict[Event, int] = defaultdict(int)
    by: dict[Event, Arc] = {}
    changed = True
    while changed:
        changed = False
        for arc in arcs:
            if distance[arc.before] + arc.distance > distance[arc.after]:
                distance[arc.after] = distance[arc.before] + arc.distance
                by[arc.after] = arc
                changed = True
        circle = _circle_of_corrections(by)
        if circle:
            return circle
    return []


def _circle_of_corrections(by: Mapping[Event, Arc]) -> list[Arc]:
    """Return a circle in a graph in which at most one arc enters each event."""
    settled: set[Event] = set()
    for event in by:
        path: dict[Event, None] = {}
        here = event
        while here in by and here not in settled and here not in path:
            path[here] = None
            here = by[here].before
        if here in path:
            circle = [by[here]]
            while circle[-1].before != here:
                circle.append(by[circle[-1].before])
            return circle[::-1]
        settled |= path.keys()
    return []


def _told(circle: Sequence[Arc]) -> str:
    """Tell a circle as a path of packages."""
    links = [arc for arc in circle if arc.link]
    steps = "".join(f" → ({arc.link}) {arc.after.package}" for arc in links)
    surplus = sum(arc.distance for arc in circle)
    return (
        f"links run in a circle: {links[0].before.package}{steps}, which asks for "
        f"{surplus} period(s) more than there are; remove or loosen one of them."
    )
