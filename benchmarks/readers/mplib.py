"""MPLIB ``.rcmp`` text: many projects that share renewable resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.readers.building import calendar, day, mode, package, predecessors
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import Project
from optimizer.portfolio.resources import Facility
from optimizer.portfolio.work import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Activity = tuple[int, tuple[int, ...], list[str]]
"""Duration, units of each resource, names of the successors."""


def read(text: str, name: str) -> Portfolio:
    """Return the portfolio of one file's text."""
    lines = (line.split() for line in text.splitlines() if line.strip())
    projects, resources = (int(next(lines)[0]) for _ in range(2))
    capacities = [int(word) for word in next(lines)]
    releases: list[int] = []
    activities: list[dict[str, Activity]] = []
    for number in range(1, projects + 1):
        size, release = map(int, next(lines))
        next(lines)  # which resources the project uses: the demands say it, too
        releases.append(release)
        activities.append(dict(_activities(lines, number, size, resources)))
    before = predecessors(
        {
            activity: successors
            for project in activities
            for activity, (_, _, successors) in project.items()
        }
    )
    made = tuple(
        _project(number, release, own, before)
        for number, (release, own) in enumerate(
            zip(releases, activities, strict=True), start=1
        )
    )
    return Portfolio(
        name=name,
        timeline=calendar(made),
        facilities=tuple(
            Facility(id=f"R{n}", capacity=capacity)
            for n, capacity in enumerate(capacities, start=1)
        ),
        projects=made,
    )


def _activities(
    lines: Iterator[list[str]], project: int, size: int, resources: int
) -> Iterator[tuple[str, Activity]]:
    """Yield name and content of each activity; ``2:5`` is activity 5 of project 2."""
    for number in range(1, size + 1):
        words = next(lines)
        duration, *units = map(int, words[: resources + 1])
        successors = [f"P{word.replace(':', '.')}" for word in words[resources + 2 :]]
        yield f"P{project}.{number}", (duration, tuple(units), successors)


def _project(
    number: int,
    release: int,
    activities: Mapping[str, Activity],
    before: Mapping[str, list[str]],
) -> Project:
    return Project(
        id=f"P{number}",
        mandatory=True,
        release=day(release) if release else None,
        packages=tuple(
            package(
                name,
                [mode(duration, {f"R{r}": n for r, n in enumerate(units, start=1)})],
                (Link(package=p) for p in before.get(name, ())),
            )
            for name, (duration, units, _) in activities.items()
        ),
    )
