"""Whether links leave room for all packages of some projects.

Starts and ends are pushed to their earliest by links and lengths until they stand
still, or until one is past its latest.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from optimizer.portfolio.work import LinkType
from optimizer.problem.contradictions.reason import Reason, last_end, place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set
    from datetime import date

    from optimizer.problem.problem import Package, Problem


class Event(NamedTuple):
    """The start, or the end, of a package."""

    package: int
    ends: bool


class Push(NamedTuple):
    """`event` happens at least `distance` periods after whatever pushes it."""

    event: Event
    distance: int


TIED = {
    LinkType.FINISH_START: (True, False),
    LinkType.START_START: (False, False),
    LinkType.FINISH_FINISH: (True, True),
    LinkType.START_FINISH: (False, True),
}


def links_too_tight(problem: Problem, projects: Set[int]) -> Iterator[Reason]:
    """Yield the first package that links push past its window, if there is one.

    `projects` can only be selected together, so the links among them bind.
    """
    packages = [p for project in projects for p in problem.projects[project].packages]
    pushes = _pushes(problem, packages, projects)
    earliest = {event: low for p in packages for event, low in _lows(problem, p)}
    latest = {event: high for p in packages for event, high in _highs(problem, p)}
    pushed_by: dict[Event, Event] = {}
    waiting = deque(earliest)
    while waiting:
        event = waiting.popleft()
        if earliest[event] > latest[event]:
            yield _reason(problem, event, earliest, latest, pushed_by)
            return
        for after, distance in pushes[event]:
            if earliest[event] + distance > earliest[after]:
                earliest[after] = earliest[event] + distance
                pushed_by[after] = event
                waiting.append(after)


def _lows(problem: Problem, index: int) -> Iterator[tuple[Event, int]]:
    package = problem.packages[index]
    started = package.started
    yield Event(index, ends=False), started.start if started else package.earliest
    yield Event(index, ends=True), min(started.ends) if started else package.earliest


def _highs(problem: Problem, index: int) -> Iterator[tuple[Event, int]]:
    package = problem.packages[index]
    end = last_end(problem, index)
    started = package.started
    if started:
        latest = max(started.ends)
        yield Event(index, ends=False), started.start
        yield Event(index, ends=True), latest if started.done else min(end, latest)
    else:
        yield Event(index, ends=False), package.latest_start
        yield Event(index, ends=True), end


def _pushes(
    problem: Problem, packages: list[int], projects: Set[int]
) -> Mapping[Event, list[Push]]:
    pushes: defaultdict[Event, list[Push]] = defaultdict(list)
    for index in packages:
        package = problem.packages[index]
        if not package.started:
            start, end = Event(index, ends=False), Event(index, ends=True)
            pushes[start].append(Push(end, _shortest(package)))
            longest = max((way.longest for way in package.ways), default=0)
            pushes[end].append(Push(start, -longest))
    for link in problem.links:
        before = problem.packages[link.predecessor].project
        after = problem.packages[link.successor].project
        if before in projects and after in projects:
            leaves_end, holds_end = TIED[link.type]
            pushed = Push(Event(link.successor, holds_end), link.lag)
            pushes[Event(link.predecessor, leaves_end)].append(pushed)
    return pushes


def _shortest(package: Package) -> int:
    return min((way.shortest for way in package.ways), default=0)


def _reason(
    problem: Problem,
    event: Event,
    earliest: Mapping[Event, int],
    latest: Mapping[Event, int],
    pushed_by: Mapping[Event, Event],
) -> Reason:
    """Tell how the event was pushed, back to whatever no link pushes."""
    chain = [event]
    while chain[-1] in pushed_by and pushed_by[chain[-1]] not in chain:
        chain.append(pushed_by[chain[-1]])
    names = list(
        dict.fromkeys(problem.packages[it.package].id for it in reversed(chain))
    )
    after = f" (after {' → '.join(names[:-1])})" if len(names) > 1 else ""
    return Reason(
        "links_too_tight" if after else "window_too_short",
        place(problem, event.package),
        f"{_told(problem, event, earliest[event])} at the earliest{after}, and by "
        f"{_day(problem, event, latest[event])} at the latest",
    )


def _told(problem: Problem, event: Event, period: int) -> str:
    return f"{'ends' if event.ends else 'starts'} on {_day(problem, event, period)}"


def _day(problem: Problem, event: Event, period: int) -> date:
    """Return the first day of a start, the last day of an end."""
    if event.ends:
        return problem.timeline.last_day(period - 1)
    return problem.timeline.first_day(period)
