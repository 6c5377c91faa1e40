"""References are known: whatever is named somewhere exists."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from optimizer.portfolio.checks.places import (
    error,
    placed_demands,
    placed_packages,
    placed_people,
    placed_projects,
    placed_ways,
    warning,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.portfolio.issue import Issue
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Mode, Package, Progress

COMPARISONS = 500_000
"""Most names compared for suggestions by one rule, so that bad files stay quick."""


class Known:
    """The names of one kind, and what to say of a name that is none of them."""

    def __init__(self, kind: str, names: Iterable[str]) -> None:
        self._kind = kind
        self._names = dict.fromkeys(names)
        self._left = COMPARISONS

    def unknown(self, where: str, asked: Iterable[str], role: str) -> Iterator[Issue]:
        """Yield an error for each asked name that is unknown."""
        for name in asked:
            if name not in self._names:
                yield error("unknown_reference", where, self.sentence(name, role))

    def sentence(self, name: str, role: str) -> str:
        """Say what was found and which known names come close."""
        if not self._names:
            return f"{role} {name!r} is unknown: there is no {self._kind} at all."
        close = self._close(name)
        remedy = (
            "did you mean " + " or ".join(map(repr, close)) + "?"
            if close
            else f"use one of the {len(self._names)} known or add it."
        )
        return f"{role} {name!r} is no known {self._kind}; {remedy}"

    def _close(self, name: str) -> list[str]:
        if self._left < len(self._names):
            return []
        self._left -= len(self._names)
        by_fold = {known.casefold(): known for known in self._names}
        close = get_close_matches(name.casefold(), by_fold, n=3)
        return [by_fold[match] for match in close]


def known_predecessors(portfolio: Portfolio) -> Iterator[Issue]:
    """A predecessor is a package of this or another project."""
    known = Known("package", (package.id for _, package in portfolio.packages))
    for where, _, package in placed_packages(portfolio):
        asked = (link.package for link in package.predecessors)
        yield from known.unknown(where, asked, "predecessor")


def known_projects(portfolio: Portfolio) -> Iterator[Issue]:
    """Logic, budgets and people name projects of the portfolio."""
    known = Known("project", (project.id for project in portfolio.projects))
    for where, project in placed_projects(portfolio):
        yield from known.unknown(where, project.requires, "required project")
        yield from known.unknown(where, project.excludes, "excluded project")
    for group in portfolio.at_most:
        yield from known.unknown(f"at_most/{group.id}", group.projects, "project")
    for budget in portfolio.budgets:
        if budget.project is not None:
            yield from known.unknown(
                f"budgets/{budget.id}", (budget.project,), "project"
            )
    for where, person in placed_people(portfolio):
        yield from known.unknown(where, person.only_projects or (), "project")


def known_objectives(portfolio: Portfolio) -> Iterator[Issue]:
    """The objective of a budget is one that some project serves."""
    known = Known(
        "objective of a project",
        (name for project in portfolio.projects for name in project.objectives),
    )
    for budget in portfolio.budgets:
        if budget.objective is not None:
            asked = (budget.objective,)
            yield from known.unknown(f"budgets/{budget.id}", asked, "objective")


def known_drivers(portfolio: Portfolio) -> Iterator[Issue]:
    """Scores are given for drivers of the portfolio."""
    known = Known("driver", portfolio.drivers)
    for where, project in placed_projects(portfolio):
        yield from known.unknown(where, project.scores, "score's driver")


def known_resources(portfolio: Portfolio) -> Iterator[Issue]:
    """Packages use facilities and consume stocks of the portfolio."""
    facilities = Known("facility", (it.id for it in portfolio.facilities))
    stocks = Known("stock", (it.id for it in portfolio.stocks))
    for where, _, mode in placed_ways(portfolio):
        yield from facilities.unknown(where, mode.uses, "facility")
        yield from stocks.unknown(where, mode.consumes, "stock")


def known_places_of_work(portfolio: Portfolio) -> Iterator[Issue]:
    """People work at locations of the portfolio."""
    known = Known("location", (location.id for location in portfolio.locations))
    for where, person in placed_people(portfolio):
        if person.location is not None:
            yield from known.unknown(where, (person.location,), "location")


def known_lists_of_demands(portfolio: Portfolio) -> Iterator[Issue]:
    """Allow- and deny-lists name people, teams and locations that exist."""
    people = Known("person", (who.id for who in portfolio.people))
    teams = Known(
        "team of a person", (who.team for who in portfolio.people if who.team)
    )
    locations = Known("location", (it.id for it in portfolio.locations))
    for where, _, _, demand in placed_demands(portfolio):
        for known, allowed, denied, word in (
            (people, demand.engineers, demand.not_engineers, "engineer"),
            (teams, demand.teams, demand.not_teams, "team"),
            (locations, demand.locations, demand.not_locations, "location"),
        ):
            yield from known.unknown(where, allowed or (), f"allowed {word}")
            yield from known.unknown(where, denied, f"denied {word}")


def known_in_locks(portfolio: Portfolio) -> Iterator[Issue]:
    """Locks name people of the portfolio and a mode of their package."""
    people = Known("person", (who.id for who in portfolio.people))
    for where, _, package in placed_packages(portfolio):
        locks = package.locks
        yield from people.unknown(f"{where}/locks", locks.must, "person of must")
        yield from people.unknown(
            f"{where}/locks", locks.must_not, "person of must_not"
        )
        if locks.mode is not None:
            modes = Known("mode of the package", (mode.id for mode in package.ways))
            yield from modes.unknown(f"{where}/locks", (locks.mode,), "mode")


def known_in_progress(portfolio: Portfolio) -> Iterator[Issue]:
    """Progress names people, and a mode and demands of its package."""
    people = Known("person", (who.id for who in portfolio.people))
    for package_where, _, package in placed_packages(portfolio):
        progress = package.progress
        if progress is None:
            continue
        where = f"{package_where}/progress"
        modes = Known("mode of the package", (mode.id for mode in package.ways))
        if progress.mode is not None:
            yield from modes.unknown(where, (progress.mode,), "mode")
        team = progress.team or ()
        yield from people.unknown(where, (member.engineer for member in team), "person")
        demands = Known(
            "demand of the package",
            (d.id for mode in running_ways(package, progress) for d in mode.demands),
        )
        asked = [*(member.demand for member in team), *progress.remaining_effort]
        yield from demands.unknown(where, dict.fromkeys(asked), "demand")


def running_ways(package: Package, progress: Progress) -> tuple[Mode, ...]:
    """Return the mode that runs; every mode where none, or an unknown one, is said."""
    named = tuple(mode for mode in package.ways if mode.id == progress.mode)
    return named or package.ways


def mastered_skills(portfolio: Portfolio) -> Iterator[Issue]:
    """Somebody has the skills that demands and floors ask for."""
    held = {skill: None for who in portfolio.people for skill in who.skills}
    known = Known("skill of a person", held)
    asked: dict[str, str] = {}
    for where, _, _, demand in placed_demands(portfolio):
        asked.setdefault(demand.skill, where)
    for floor in portfolio.floors:
        asked.setdefault(floor.skill, f"floors/{floor.id}")
    for skill, where in asked.items():
        if skill not in held:
            yield warning("unknown_skill", where, known.sentence(skill, "skill"))
