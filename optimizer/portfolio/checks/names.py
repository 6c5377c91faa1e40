"""Names are distinct: no two things are called alike up to case or Unicode form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from optimizer.portfolio.checks.places import (
    error,
    placed_packages,
    placed_people,
    placed_projects,
    placed_ways,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio


def folded(name: str) -> str:
    """Return what stays of a name when case, Unicode form and spacing do not count."""
    return " ".join(normalize("NFKC", normalize("NFKC", name).casefold()).split())


def distinct_people(portfolio: Portfolio) -> Iterator[Issue]:
    """Engineers and people on offer have names of their own."""
    return _clashes(
        "person", ((where, who.id, who.name) for where, who in placed_people(portfolio))
    )


def distinct_projects(portfolio: Portfolio) -> Iterator[Issue]:
    """Projects have names of their own."""
    return _clashes(
        "project", ((where, p.id, p.name) for where, p in placed_projects(portfolio))
    )


def distinct_packages(portfolio: Portfolio) -> Iterator[Issue]:
    """Package ids are unique in the whole portfolio, package names in a project."""
    yield from _clashes(
        "package",
        ((where, package.id, "") for where, _, package in placed_packages(portfolio)),
    )
    for where, project in placed_projects(portfolio):
        named = ((f"{where}/packages/{p.id}", p.name, "") for p in project.packages)
        yield from _clashes("package of its project", (it for it in named if it[1]))


def distinct_resources(portfolio: Portfolio) -> Iterator[Issue]:
    """Facilities, stocks, budgets, floors, locations and groups have own names."""
    named = {
        "facilities": [(it.id, it.name) for it in portfolio.facilities],
        "stocks": [(it.id, it.name) for it in portfolio.stocks],
        "budgets": [(it.id, it.name) for it in portfolio.budgets],
        "floors": [(it.id, "") for it in portfolio.floors],
        "locations": [(it.id, "") for it in portfolio.locations],
        "at_most": [(it.id, "") for it in portfolio.at_most],
    }
    for kind, things in named.items():
        yield from _clashes(
            f"entry of {kind}", ((f"{kind}/{it}", it, name) for it, name in things)
        )


def distinct_modes(portfolio: Portfolio) -> Iterator[Issue]:
    """The modes of a package have ids of their own."""
    for where, _, package in placed_packages(portfolio):
        yield from _clashes(
            "mode of its package",
            ((f"{where}/modes/{mode.id}", mode.id, "") for mode in package.modes),
        )


def distinct_demands(portfolio: Portfolio) -> Iterator[Issue]:
    """The demands of a mode have ids of their own; the skill's name by default."""
    for where, _, mode in placed_ways(portfolio):
        yield from _clashes(
            "demand of its package",
            ((f"{where}/demands/{d.id}", d.id, "") for d in mode.demands),
        )


def one_spelling(portfolio: Portfolio) -> Iterator[Issue]:
    """A skill, a team, an objective or a driver is spelled the same everywhere."""
    for kind, uses in _free_names(portfolio).items():
        spelled: dict[str, tuple[str, str]] = {}
        reported: set[str] = set()
        for where, name in uses:
            first_name, first_where = spelled.setdefault(folded(name), (name, where))
            if name != first_name and name not in reported:
                reported.add(name)
                yield error(
                    "two_spellings",
                    where,
                    f"The {kind} {name!r} is spelled {first_name!r} at {first_where}; "
                    "use one spelling.",
                )


def _free_names(portfolio: Portfolio) -> dict[str, list[tuple[str, str]]]:
    """Return the uses of names that no list declares: kind → (path, name)."""
    people = list(placed_people(portfolio))
    projects = list(placed_projects(portfolio))
    return {
        "skill": [
            *((where, skill) for where, who in people for skill in who.skills),
            *(
                (where, demand.skill)
                for where, _, mode in placed_ways(portfolio)
                for demand in mode.demands
            ),
            *(("role_rates", skill) for skill in portfolio.role_rates),
            *((f"floors/{floor.id}", floor.skill) for floor in portfolio.floors),
        ],
        "team": [(where, who.team) for where, who in people if who.team],
        "objective": [
            (where, objective)
            for where, project in projects
            for objective in project.objectives
        ],
        "driver": [("drivers", driver) for driver in portfolio.drivers],
    }


def _clashes(kind: str, things: Iterable[tuple[str, str, str]]) -> Iterator[Issue]:
    """Yield an issue for each thing (path, id, name) called like an earlier one."""
    holders: dict[str, tuple[int, str]] = {}
    for number, (where, identity, name) in enumerate(things):
        for called in dict.fromkeys((identity, name)):
            if not called:
                continue
            holder, there = holders.setdefault(folded(called), (number, where))
            if holder != number:
                yield error(
                    "duplicate_name",
                    where,
                    f"{called!r} is also the id or name of {there}, up to case and "
                    f"Unicode form; every {kind} needs its own.",
                )
                break
