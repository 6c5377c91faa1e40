"""What was decided about a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.dates import begins_from, ends_by
from optimizer.conflicts.droppable import Kind, Place
from optimizer.portfolio.project import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.conflicts.droppable import Droppable
    from optimizer.conflicts.terms import Terms
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project


def project_rules(portfolio: Portfolio, project: Project) -> Iterator[Droppable]:
    """Yield what is decided of one project, its dates and its logic."""
    name, place = project.id, Place(f"projects/{project.id}", f"projects/{project.id}")
    if project.mandatory:
        yield place.rule(
            Kind.SELECTION,
            "mandatory",
            f"{name} is mandatory.",
            lambda terms: terms.with_project(name, mandatory=False),
        )
    if project.decision is not None:
        word = "in" if project.decision is Decision.IN else "out"
        yield place.rule(
            Kind.SELECTION,
            f"decided_{word}",
            f"{name} is decided to be {word}.",
            lambda terms: terms.with_project(name, decision=None),
        )
    yield from _dates(portfolio, project, place)
    yield from _logic(project, place)


def _dates(portfolio: Portfolio, project: Project, place: Place) -> Iterator[Droppable]:
    name = project.id
    if project.deadline is not None:
        yield place.rule(
            Kind.DATE,
            "deadline",
            f"{name} must end by {project.deadline}.",
            lambda terms: terms.with_project(name, deadline=None),
            ends_by(
                portfolio,
                project.deadline,
                lambda terms, day: terms.with_project(name, deadline=day),
            ),
        )
    if project.release is not None:
        yield place.rule(
            Kind.BEGINNING,
            "release",
            f"{name} does not start before {project.release}.",
            lambda terms: terms.with_project(name, release=None),
            begins_from(
                portfolio,
                project.release,
                lambda terms, day: terms.with_project(name, release=day),
            ),
        )


def _logic(project: Project, place: Place) -> Iterator[Droppable]:
    for field in ("requires", "excludes"):
        for other in dict.fromkeys(getattr(project, field)):
            yield place.inside(f"{field}/{other}").rule(
                Kind.LOGIC,
                field,
                f"{project.id} {field} {other}.",
                _without(project.id, field, other),
            )


def _without(name: str, field: str, other: str) -> Callable[[Terms], Terms]:
    def drop(terms: Terms) -> Terms:
        named = getattr(terms.project(name), field)
        rest = tuple(one for one in named if one != other)
        return terms.with_project(name, **{field: rest})

    return drop
