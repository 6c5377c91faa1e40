"""What is known of one person, package or project: facts, and what a plan says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from api.storage.errors import NotFound
from api.web.things import What
from optimizer.report.grid import Kind, grid
from optimizer.report.tables.frame import rows_of
from optimizer.report.wording import count, day, listed, money, noun_of, number, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from api.access.sight import Sight
    from api.overviews import Overview
    from optimizer.portfolio.people import Engineer
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Demand, Package
    from optimizer.report.grid import Grid

Fact = tuple[str, str]


class Subject(StrEnum):
    """What there are details of."""

    PERSON = "person"
    PACKAGE = "package"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a thing.

    Attributes
    ----------
    id
        By which the portfolio knows it.
    name
        That explains the id; empty where it says all.
    facts
        What each is called, and what it is.
    above
        The project of a package.
    thing
        What it is called where it is edited.
    """

    subject: Subject
    id: str
    name: str
    facts: tuple[Fact, ...]
    grids: tuple[Grid, ...]
    thing: What
    above: str = ""


def details(seen: Overview, subject: Subject, name: str, sight: Sight) -> Details:
    """Return what is known of a thing.

    Raises
    ------
    NotFound
        If the portfolio has none of this name.
    """
    makers: Mapping[Subject, Callable[[Overview, str, Sight], Details | None]] = {
        Subject.PERSON: _person,
        Subject.PACKAGE: _package,
        Subject.PROJECT: _project,
    }
    found = makers[subject](seen, name, sight)
    if found is None:
        raise NotFound(subject, name)
    return found


def _person(seen: Overview, name: str, sight: Sight) -> Details | None:
    people = {person.id: person for person in seen.portfolio.people}
    person = people.get(name)
    if person is None:
        return None
    facts = [*_about(person, sight), *_work(seen, name)]
    columns = {
        "package": ("Package", Kind.TEXT),
        "skill": ("As", Kind.TEXT),
        "first": ("From", Kind.DAY),
        "last": ("To", Kind.DAY),
        "hours": ("Hours", Kind.HOURS),
    }
    works = _rows(seen, "schedule", "engineer", name)
    tables = () if works is None else (grid("Works on", works, columns),)
    hired = any(engineer.id == name for engineer in seen.portfolio.engineers)
    thing = What.PERSON if hired else What.OFFER
    return Details(Subject.PERSON, name, person.name, tuple(facts), tables, thing)


def _about(person: Engineer, sight: Sight) -> Iterator[Fact]:
    """Yield what the portfolio says of a person."""
    yield (
        "Skills",
        listed(
            f"{skill} (level {mastery.level}, speed {number(float(mastery.speed), 2)})"
            for skill, mastery in person.skills.items()
        )
        or "none",
    )
    for title, text in (("Team", person.team), ("Location", person.location)):
        if text:
            yield title, text
    yield "Hours per week", number(float(sum(person.daily_hours)), 2)
    if person.bau_share or person.bau_hours:
        yield "Run-the-business", listed(_business(person))
    if person.first or person.last:
        yield "Employed", f"{day(person.first)} to {day(person.last)}"
    for away in person.absences:
        part = "" if away.share == 1 else f", {number(float(away.share) * 100)} %"
        why = f", {away.reason}" if away.reason else ""
        yield "Away", f"{span(away.first, away.last)}{part}{why}"
    if person.only_projects is not None:
        yield "Only for", listed(person.only_projects) or "no project"
    if sight.rates and person.cost_per_hour is not None:
        yield "Cost per hour", number(float(person.cost_per_hour), 4)


def _business(person: Engineer) -> Iterator[str]:
    """Yield what a person does of run-the-business work."""
    if person.bau_share:
        yield f"{number(float(person.bau_share) * 100, 1)} %"
    if person.bau_hours:
        yield f"{number(float(person.bau_hours), 1)} h"


def _work(seen: Overview, name: str) -> Iterator[Fact]:
    """Yield how full a person is under the plan."""
    for row in _records(seen, "engineers", "engineer", name):
        hours = f"{number(row.assigned, 1)} of {number(row.available, 1)} h"
        yield "Planned", hours
        if row.overload > 0:
            yield "Overbooked", f"✕ by {number(row.overload, 1)} h"


def _package(seen: Overview, name: str, sight: Sight) -> Details | None:
    del sight
    packages = {package.id: (at, package) for at, package in seen.portfolio.packages}
    if name not in packages:
        return None
    project, package = packages[name]
    facts = [
        ("Project", project.name or project.id),
        *_about_package(package),
        *_planned(seen, name),
    ]
    columns = {
        "engineer": ("Person", Kind.TEXT),
        "skill": ("As", Kind.TEXT),
        "first": ("From", Kind.DAY),
        "last": ("To", Kind.DAY),
        "hours": ("Hours", Kind.HOURS),
    }
    team = _rows(seen, "schedule", "package", name)
    tables = () if team is None else (grid("Who works on it", team, columns),)
    return Details(
        Subject.PACKAGE,
        name,
        package.name,
        tuple(facts),
        tables,
        What.PACKAGE,
        project.id,
    )


def _about_package(package: Package) -> Iterator[Fact]:
    """Yield what the portfolio says of a package."""
    yield "Staffing", package.staffing.value.replace("_", " ")
    if package.duration is not None:
        yield "Length", number(package.duration)
    if package.demands:
        yield "Needs", listed(map(_need, package.demands))
    if package.modes:
        yield "Ways to do it", listed(mode.id for mode in package.modes)
    if package.predecessors:
        yield "After", listed(link.package for link in package.predecessors)
    if package.earliest or package.latest:
        yield "Window", f"{day(package.earliest)} to {day(package.latest)}"


def _need(demand: Demand) -> str:
    if demand.effort is not None:
        return f"{number(float(demand.effort), 1)} h of {demand.skill}"
    return f"{demand.headcount or 1} × {demand.skill}"


def _planned(seen: Overview, name: str) -> Iterator[Fact]:
    """Yield when a package is done under the plan."""
    found = False
    for row in _records(seen, "packages", "package", name):
        found = True
        yield "Planned", span(row.first.date(), row.last.date())
        if row.status != "planned":
            yield "Status", str(row.status)
        if row.waiting > 0:
            period = noun_of(seen.portfolio.timeline.period)
            yield "Waits for people", count(int(row.waiting), period)
    if not found and seen.material is not None:
        yield "Planned", "not in this plan"


def _project(seen: Overview, name: str, sight: Sight) -> Details | None:
    projects = {project.id: project for project in seen.portfolio.projects}
    project = projects.get(name)
    if project is None:
        return None
    facts = [*_delivered(seen, project), *_about_project(project, seen, sight)]
    columns = {
        "package": ("Package", Kind.TEXT),
        "name": ("Name", Kind.TEXT),
        "first": ("From", Kind.DAY),
        "last": ("To", Kind.DAY),
    }
    packages = _rows(seen, "packages", "project", name)
    tables = () if packages is None else (grid("Packages", packages, columns),)
    return Details(
        Subject.PROJECT, name, project.name, tuple(facts), tables, What.PROJECT
    )


def _delivered(seen: Overview, project: Project) -> Iterator[Fact]:
    """Yield what becomes of a project under the plan."""
    unit = seen.portfolio.value_unit
    for row in _records(seen, "projects", "project", project.id):
        yield "Runs", "✓ yes" if row.selected else "✕ no"
        whole = money(float(row.full_value), unit)
        yield "Delivers", f"{number(float(row.delivered), 2)} of {whole}"
        yield "Why", str(row.why)


def _about_project(project: Project, seen: Overview, sight: Sight) -> Iterator[Fact]:
    """Yield what the portfolio says of a project."""
    for title, date in (
        ("Not before", project.release),
        ("Due", project.due),
        ("Deadline", project.deadline),
    ):
        if date is not None:
            yield title, day(date)
    if project.delay_cost:
        period = noun_of(seen.portfolio.timeline.period)
        cost = money(float(project.delay_cost), seen.portfolio.value_unit)
        yield "Late", f"loses {cost} per {period}"
    if sight.rates and project.stated_cost:
        yield "Stated cost", number(float(project.stated_cost), 2)
    yield from _decided(project)


def _decided(project: Project) -> Iterator[Fact]:
    """Yield what is decided of a project, and what it hangs on."""
    if project.mandatory:
        yield "Mandatory", "yes"
    if project.decision is not None:
        yield "Decided", project.decision.value
    for title, names in (
        ("Needs", project.requires),
        ("Excludes", project.excludes),
        ("Objectives", project.objectives),
    ):
        if names:
            yield title, listed(names)


def _rows(seen: Overview, table: str, column: str, name: str) -> pd.DataFrame | None:
    """Return the rows of a table of the plan that are about a thing; None without."""
    material = seen.material
    if material is None:
        return None
    found: pd.DataFrame = getattr(material, table)
    rows = found[found[column] == name]
    return rows if len(rows) else None


def _records(
    seen: Overview, table: str, column: str, name: str
) -> Iterator[Any]:  # of tuples with a field per column
    rows = _rows(seen, table, column, name)
    if rows is not None:
        yield from rows_of(rows)
