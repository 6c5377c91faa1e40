"""How many people a demand takes, and which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.droppable import Kind, Scale
from optimizer.portfolio.work import Demand, Staffing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.conflicts.droppable import Droppable, Place
    from optimizer.conflicts.terms import Terms
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Package

ANYBODY = {
    field: Demand.model_fields[field].default
    for field in (
        "engineers",
        "teams",
        "locations",
        "not_engineers",
        "not_teams",
        "not_locations",
    )
}
"""The lists of a demand that say who may serve, as they are where nothing is said."""


def team_rules(
    portfolio: Portfolio, package: Package, place: Place
) -> Iterator[Droppable]:
    """Yield the sizes of teams of a package, and who may be on them."""
    demands = {demand.id: demand for way in package.ways for demand in way.demands}
    for demand in demands.values():
        at = place.inside(f"demands/{demand.id}")
        if package.staffing is Staffing.EFFORT_TEAM:
            yield from _effort_team(portfolio, package, demand, at)
        elif package.staffing is Staffing.FIXED_TEAM:
            yield from _fixed_team(package, demand, at)
        if any(getattr(demand, field) != said for field, said in ANYBODY.items()):
            yield at.rule(
                Kind.ALLOWED,
                "allowed_people",
                f"Only some may serve {demand.id} of {package.id}.",
                _asking(package, demand, ANYBODY),
            )


def _effort_team(
    portfolio: Portfolio, package: Package, demand: Demand, place: Place
) -> Iterator[Droppable]:
    name = f"{demand.id} of {package.id}"
    if demand.team_max is not None:
        able = sum(demand.skill in person.skills for person in portfolio.people)
        yield place.rule(
            Kind.TEAM,
            "team_max",
            f"At most {_people(demand.team_max)} may serve {name}.",
            _asking(package, demand, {"team_max": None}),
            _sizes(package, demand, "team_max", max(able, demand.team_max)),
        )
    if demand.team_min is not None and demand.team_min > 1:
        yield place.rule(
            Kind.TEAM,
            "team_min",
            f"At least {_people(demand.team_min)} serve {name}.",
            _asking(package, demand, {"team_min": None}),
            _sizes(package, demand, "team_min", 1),
        )


def _fixed_team(package: Package, demand: Demand, place: Place) -> Iterator[Droppable]:
    if demand.headcount is not None and demand.headcount > 1:
        yield place.rule(
            Kind.TEAM,
            "headcount",
            f"{demand.id} of {package.id} takes {_people(demand.headcount)}, not one.",
            _asking(package, demand, {"headcount": 1}),
            _sizes(package, demand, "headcount", 1),
        )


def _sizes(package: Package, demand: Demand, field: str, loosest: int) -> Scale | None:
    """Return the sizes of a team; none where modes may state different ones."""
    if package.modes:
        return None
    return Scale(
        stated=getattr(demand, field),
        loosest=loosest,
        at=lambda terms, size: _asking(package, demand, {field: size})(terms),
        label=_people,
    )


def _asking(
    package: Package, demand: Demand, changes: dict[str, object]
) -> Callable[[Terms], Terms]:
    return lambda terms: terms.with_demand(package.id, demand.id, **changes)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
