"""Which names a field may have: those of the things that are there."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.problem.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Demand, Mode


class Names(StrEnum):
    """What a text is the name of."""

    PEOPLE = "people"
    TEAMS = "teams"
    SKILLS = "skills"
    LOCATIONS = "locations"
    PROJECTS = "projects"
    PACKAGES = "packages"
    MODES = "modes"
    DEMANDS = "demands"
    OFFERS = "offers"
    BUDGETS = "budgets"
    FLOORS = "floors"
    FACILITIES = "facilities"
    STOCKS = "stocks"
    OBJECTIVES = "objectives"
    DRIVERS = "drivers"
    QUARTERS = "quarters"


BY_FIELD = {
    "engineer": Names.PEOPLE,
    "engineers": Names.PEOPLE,
    "not_engineers": Names.PEOPLE,
    "people": Names.PEOPLE,
    "must": Names.PEOPLE,
    "must_not": Names.PEOPLE,
    "team": Names.TEAMS,
    "teams": Names.TEAMS,
    "not_teams": Names.TEAMS,
    "skill": Names.SKILLS,
    "skills": Names.SKILLS,
    "location": Names.LOCATIONS,
    "locations": Names.LOCATIONS,
    "not_locations": Names.LOCATIONS,
    "project": Names.PROJECTS,
    "projects": Names.PROJECTS,
    "only_projects": Names.PROJECTS,
    "requires": Names.PROJECTS,
    "excludes": Names.PROJECTS,
    "package": Names.PACKAGES,
    "predecessor": Names.PACKAGES,
    "removed": Names.PACKAGES,
    "mode": Names.MODES,
    "demand": Names.DEMANDS,
    "effort": Names.DEMANDS,
    "remaining_effort": Names.DEMANDS,
    "offer": Names.OFFERS,
    "offers": Names.OFFERS,
    "budget": Names.BUDGETS,
    "floor": Names.FLOORS,
    "uses": Names.FACILITIES,
    "consumes": Names.STOCKS,
    "objective": Names.OBJECTIVES,
    "objectives": Names.OBJECTIVES,
    "scores": Names.DRIVERS,
    "quarter": Names.QUARTERS,
    "quarters": Names.QUARTERS,
}
"""Field → what it names, in every class but for `BY_OWNER`."""
BY_OWNER = {
    ("PersonLocked", "must"): Names.PACKAGES,
    ("PersonLocked", "must_not"): Names.PACKAGES,
}
"""Class and field → what it names."""


def names_of(owner: str, field: str) -> Names | None:
    """Return what a field of a class names; None where it is the name of nothing.

    Parameters
    ----------
    owner
        A class, or the field of one that is a list or a table: ``Engineer.skills``.
    """
    outer, _, listed = owner.partition(".")
    name = listed if listed and not field else field
    return BY_OWNER.get((outer, name)) or BY_FIELD.get(name)


def names_in(portfolio: Portfolio) -> dict[Names, dict[str, str]]:
    """Return the names of everything in a portfolio, each with what it is, if known."""
    return {kind: dict(sorted(find(portfolio))) for kind, find in FINDERS.items()}


def _alone(names: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, "") for name in dict.fromkeys(names)]


def _people(portfolio: Portfolio) -> list[tuple[str, str]]:
    return [
        (it.id, " · ".join(part for part in (it.name, ", ".join(it.skills)) if part))
        for it in portfolio.people
    ]


def _packages(portfolio: Portfolio) -> list[tuple[str, str]]:
    return [
        (package.id, f"{project.id} · {package.name}" if package.name else project.id)
        for project, package in portfolio.packages
    ]


def _skills(portfolio: Portfolio) -> list[tuple[str, str]]:
    had = [skill for it in portfolio.people for skill in it.skills]
    return _alone([*had, *(it.skill for it in _demands(portfolio))])


def _modes(portfolio: Portfolio) -> Iterable[Mode]:
    return (mode for _, package in portfolio.packages for mode in package.ways)


def _demands(portfolio: Portfolio) -> Iterable[Demand]:
    return (demand for mode in _modes(portfolio) for demand in mode.demands)


def _quarters(portfolio: Portfolio) -> list[tuple[str, str]]:
    timeline = Timeline(portfolio.timeline)
    days = [timeline.first_day(period) for period in range(timeline.horizon)]
    return _alone(f"{day.year}-Q{(day.month + 2) // 3}" for day in days)


FINDERS: Mapping[Names, Callable[[Portfolio], list[tuple[str, str]]]] = {
    Names.PEOPLE: _people,
    Names.TEAMS: lambda it: _alone(one.team for one in it.people if one.team),
    Names.SKILLS: _skills,
    Names.LOCATIONS: lambda it: _alone(one.id for one in it.locations),
    Names.PROJECTS: lambda it: [(one.id, one.name) for one in it.projects],
    Names.PACKAGES: _packages,
    Names.MODES: lambda it: _alone(mode.id for mode in _modes(it)),
    Names.DEMANDS: lambda it: _alone(demand.id for demand in _demands(it)),
    Names.OFFERS: lambda it: [(one.id, one.engineer.name) for one in it.offers],
    Names.BUDGETS: lambda it: [(one.id, one.name) for one in it.budgets],
    Names.FLOORS: lambda it: [(one.id, one.skill) for one in it.floors],
    Names.FACILITIES: lambda it: [(one.id, one.name) for one in it.facilities],
    Names.STOCKS: lambda it: [(one.id, one.name) for one in it.stocks],
    Names.OBJECTIVES: lambda it: _alone(
        objective for one in it.projects for objective in one.objectives
    ),
    Names.DRIVERS: lambda it: _alone(it.drivers),
    Names.QUARTERS: _quarters,
}
"""What is named → how to find it in a portfolio."""
