"""From the literature's activities to packages, links and working-day periods.

A period is one working day, whatever the instance calls its unit of time, and
every instance starts on the same Monday: the makespan in periods is the makespan
of the literature.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from optimizer.portfolio.calendar import Calendar, Period
from optimizer.portfolio.work import Mode, Package
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Link

FIRST_DAY = date(2024, 1, 1)
"""The Monday on which every instance starts."""

_TIMELINE = Timeline(Calendar(start=FIRST_DAY, period=Period.DAY, horizon=1))

Key = TypeVar("Key")


def day(period: int) -> date:
    """Return the working day of a period, numbered from 0."""
    return _TIMELINE.first_day(period)


def mode(
    duration: int,
    uses: Mapping[str, int] | None = None,
    consumes: Mapping[str, int] | None = None,
    demands: Iterable[Demand] = (),
    name: str = "default",
) -> Mode:
    """Return a mode without its zeros: what takes no time occupies nothing."""
    return Mode(
        id=name,
        duration=duration,
        demands=tuple(demands) if duration else (),
        uses={r: n for r, n in (uses or {}).items() if n and duration},
        consumes={s: Decimal(n) for s, n in (consumes or {}).items() if n},
    )


def package(name: str, modes: Sequence[Mode], predecessors: Iterable[Link]) -> Package:
    """Return a package in its only mode, or in several to choose from."""
    links = tuple(predecessors)
    if len(modes) > 1:
        return Package(id=name, modes=tuple(modes), predecessors=links)
    (only,) = modes
    return Package(
        id=name,
        duration=only.duration,
        demands=only.demands,
        uses=only.uses,
        consumes=only.consumes,
        predecessors=links,
    )


def predecessors(successors: Mapping[Key, Iterable[Key]]) -> dict[Key, list[Key]]:
    """Turn activity → successors into activity → predecessors."""
    before: defaultdict[Key, list[Key]] = defaultdict(list)
    for activity, followers in successors.items():
        for follower in followers:
            before[follower].append(activity)
    return before


def calendar(projects: Iterable[Project]) -> Calendar:
    """Return a timeline long enough to do one package after the other.

    The last release, plus the longest mode of every package, plus every lag:
    some best schedule of any regular goal ends by then.
    """
    horizon, last_release = 0, 0
    for project in projects:
        if project.release is not None:
            last_release = max(last_release, _TIMELINE.from_day(project.release))
        horizon += sum(max(_durations(p)) for p in project.packages)
        horizon += sum(
            max(0, link.lag) for p in project.packages for link in p.predecessors
        )
    return Calendar(
        start=FIRST_DAY, period=Period.DAY, horizon=max(1, last_release + horizon)
    )


def _durations(package: Package) -> Iterator[int]:
    return (mode.duration or 0 for mode in package.ways)
