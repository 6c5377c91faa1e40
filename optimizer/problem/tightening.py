"""The same problem, for plans that all end by a given period."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.problem.problem import Package, Person, Problem, Project


def ending_by(problem: Problem, end: int) -> Problem:
    """Return a problem of which every plan ends by a period, and none is lost.

    The horizon stays, and with it what every measure means.
    """
    return replace(
        problem,
        projects=tuple(
            replace(project, latest_end=min(project.latest_end, end))
            for project in problem.projects
        ),
        packages=tuple(_ending_by(package, end) for package in problem.packages),
    )


def _ending_by(package: Package, end: int) -> Package:
    if package.started is not None or all(w.longest <= end for w in package.ways):
        return package
    ways = tuple(
        replace(way, longest=max(way.shortest, min(way.longest, end)))
        for way in package.ways
    )
    return replace(package, ways=ways)


def cut_at(problem: Problem, end: int) -> Problem:
    """Return a problem without the periods from `end` on.

    Offers that have to last longer, and what happens after the last end, are lost:
    good for bounds and first plans of the makespan.
    """
    if end >= problem.horizon:
        return problem
    return replace(
        ending_by(problem, end),
        horizon=end,
        people=tuple(_person(person, end) for person in problem.people),
        facilities=tuple(
            replace(facility, capacity=facility.capacity[:end])
            for facility in problem.facilities
        ),
        floors=tuple(
            replace(floor, end=min(floor.end, end)) for floor in problem.floors
        ),
        projects=tuple(_project(project, end) for project in problem.projects),
        packages=tuple(
            replace(
                _ending_by(package, end),
                latest_start=min(package.latest_start, end),
                latest_end=min(package.latest_end, end),
            )
            for package in problem.packages
        ),
        offers=tuple(
            replace(offer, longest=min(offer.longest, max(0, end - offer.earliest)))
            for offer in problem.offers
        ),
    )


def _person(person: Person, end: int) -> Person:
    first, last = person.employed
    return replace(
        person,
        available=person.available[:end],
        capacity=person.capacity[:end],
        location_works=person.location_works[:end],
        employed=(min(first, end), min(last, end)),
    )


def _project(project: Project, end: int) -> Project:
    return replace(
        project,
        latest_end=min(project.latest_end, end),
        on_time_until=min(project.on_time_until, end),
        delivered=project.delivered[: end + 1],
    )
