"""What was agreed with a person: each leave, the last day, projects, parallel work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.conflicts.droppable import Kind, Place, Scale
from optimizer.portfolio.work import Staffing
from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.conflicts.droppable import Droppable
    from optimizer.conflicts.terms import Terms
    from optimizer.portfolio.calendar import Absence
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.portfolio import Portfolio


def people_rules(portfolio: Portfolio) -> Iterator[Droppable]:
    """Yield what is agreed with each engineer."""
    parallel = _work_is_shared(portfolio)
    for person in portfolio.engineers:
        place = Place(f"engineers/{person.id}", f"engineers/{person.id}")
        yield from _absences(person, place)
        yield from _agreements(portfolio, person, place)
        if parallel:
            yield from _parallel(portfolio, person, place)


def _absences(person: Engineer, place: Place) -> Iterator[Droppable]:
    for absence in dict.fromkeys(person.absences):
        first, last = absence.first, absence.last
        part = f" ({absence.share:f} of each day)" if absence.share < 1 else ""
        why = f" ({absence.reason})" if absence.reason else ""
        yield place.inside(f"absences/{first} to {last}{part}").rule(
            Kind.PERSON,
            "absence",
            f"{person.id} is away from {first} to {last}{part}{why}.",
            _with_absence(person.id, absence, None),
            _shorter(person.id, absence),
        )


def _shorter(name: str, absence: Absence) -> Scale:
    """Return the days on which an absence could end."""
    return Scale(
        stated=absence.last.toordinal(),
        loosest=absence.first.toordinal(),
        at=lambda terms, day: _with_absence(name, absence, date.fromordinal(day))(
            terms
        ),
        label=lambda day: f"until {date.fromordinal(day)}",
    )


def _with_absence(
    name: str, absence: Absence, last: date | None
) -> Callable[[Terms], Terms]:
    """Return how an absence ends on another day, or is dropped."""

    def change(terms: Terms) -> Terms:
        kept: list[Absence] = []
        for one in terms.engineer(name).absences:
            if one != absence:
                kept.append(one)
            elif last is not None:
                kept.append(one.model_copy(update={"last": last}))
        return terms.with_engineer(name, absences=tuple(kept))

    return change


def _agreements(
    portfolio: Portfolio, person: Engineer, place: Place
) -> Iterator[Droppable]:
    name = person.id
    if person.last is not None:
        end = Timeline(portfolio.timeline).last_day(portfolio.timeline.horizon - 1)
        yield place.rule(
            Kind.PERSON,
            "leaving",
            f"{name} leaves after {person.last}.",
            lambda terms: terms.with_engineer(name, last=None),
            Scale(
                stated=person.last.toordinal(),
                loosest=max(person.last, end).toordinal(),
                at=lambda terms, day: terms.with_engineer(
                    name, last=date.fromordinal(day)
                ),
                label=lambda day: date.fromordinal(day).isoformat(),
            ),
        )
    if person.only_projects is not None:
        projects = ", ".join(person.only_projects)
        yield place.rule(
            Kind.PERSON,
            "only_projects",
            f"{name} works only for {projects}.",
            lambda terms: terms.with_engineer(name, only_projects=None),
        )


def _parallel(
    portfolio: Portfolio, person: Engineer, place: Place
) -> Iterator[Droppable]:
    packages = sum(1 for _ in portfolio.packages)
    for field, what in (("max_team_packages", "team "), ("max_packages", "")):
        most = getattr(person, field)
        if most < packages:
            yield place.rule(
                Kind.PARALLEL,
                field,
                f"{person.id} is on at most {most} {what}package(s) at a time.",
                _limited(person.id, field, packages),
            )


def _limited(name: str, field: str, most: int) -> Callable[[Terms], Terms]:
    return lambda terms: terms.with_engineer(name, **{field: most})


def _work_is_shared(portfolio: Portfolio) -> bool:
    """Return whether anybody could be on several packages at a time.

    Who is on a team with all of the hours can be on no other.
    """
    return any(
        package.staffing is Staffing.POOL or demand.share < Decimal(1)
        for _, package in portfolio.packages
        for way in package.ways
        for demand in way.demands
    )
