"""The things of a portfolio that can be edited, and how each is found and put there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from api.web.forms.names import Names
from api.web.forms.parts import form_of
from api.web.renaming import Renaming
from optimizer.portfolio.calendar import Location
from optimizer.portfolio.people import Engineer, Offer
from optimizer.portfolio.portfolio import Portfolio
from optimizer.portfolio.project import AtMost, Project
from optimizer.portfolio.resources import Budget, Facility, Floor, Stock
from optimizer.portfolio.work import Package

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from api.web.forms.parts import Part
    from optimizer.portfolio.base import DomainModel


class What(StrEnum):
    """A kind of thing."""

    GENERAL = "general"
    PERSON = "person"
    OFFER = "offer"
    PROJECT = "project"
    PACKAGE = "package"
    AT_MOST = "at_most"
    FLOOR = "floor"
    BUDGET = "budget"
    FACILITY = "facility"
    STOCK = "stock"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Thing:
    """How things of a kind stand in a portfolio.

    Attributes
    ----------
    field
        The list that holds them; of packages that of their project.
    one, many
        What people call one of them, and all.
    names
        What fields that refer to one of them hold; None where no field does.
    apart
        Fields that are things of their own and not part of the form.
    """

    model: type[DomainModel]
    field: str
    one: str
    many: str
    names: Names | None = None
    apart: frozenset[str] = frozenset()


THINGS: Mapping[What, Thing] = {
    What.PERSON: Thing(Engineer, "engineers", "Person", "People", Names.PEOPLE),
    What.OFFER: Thing(Offer, "offers", "Offer", "People who could be engaged"),
    What.PROJECT: Thing(
        Project,
        "projects",
        "Project",
        "Projects",
        Names.PROJECTS,
        frozenset({"packages"}),
    ),
    What.PACKAGE: Thing(Package, "packages", "Package", "Packages", Names.PACKAGES),
    What.AT_MOST: Thing(
        AtMost, "at_most", "Choice of projects", "At most some of several projects"
    ),
    What.FLOOR: Thing(Floor, "floors", "Floor", "People who stay free"),
    What.BUDGET: Thing(Budget, "budgets", "Budget", "Budgets", Names.BUDGETS),
    What.FACILITY: Thing(
        Facility, "facilities", "Facility", "Facilities", Names.FACILITIES
    ),
    What.STOCK: Thing(Stock, "stocks", "Stock", "Stocks", Names.STOCKS),
    What.LOCATION: Thing(
        Location, "locations", "Place of work", "Places of work", Names.LOCATIONS
    ),
}
GENERAL = Thing(
    Portfolio,
    "",
    "General",
    "General",
    apart=frozenset(
        thing.field for what, thing in THINGS.items() if what is not What.PACKAGE
    ),
)
"""What a portfolio says of itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is, or goes.

    Attributes
    ----------
    name
        What it is called there; empty for one that is added.
    project
        Of a package that is added.
    """

    what: What
    name: str = ""
    project: str = ""

    @property
    def thing(self) -> Thing:
        """How things of this kind stand in a portfolio."""
        return thing_of(self.what)

    @property
    def is_new(self) -> bool:
        """Whether something is added here."""
        return not self.name and self.what is not What.GENERAL


def thing_of(what: What) -> Thing:
    """Return how things of a kind stand in a portfolio."""
    return THINGS.get(what, GENERAL)


@cache
def form_for(what: What) -> Part:
    """Return the form of a kind of thing."""
    thing = thing_of(what)
    whole = form_of(thing.model)
    parts = tuple(part for part in whole.parts if part.name not in thing.apart)
    return replace(whole, parts=parts)


def all_of(portfolio: Portfolio, what: What) -> tuple[Any, ...]:
    """Return every thing of a kind."""
    if what is What.GENERAL:
        return (portfolio,)
    if what is What.PACKAGE:
        return tuple(package for _, package in portfolio.packages)
    found: tuple[Any, ...] = getattr(portfolio, thing_of(what).field)
    return found


def found_at(portfolio: Portfolio, place: Place) -> DomainModel | None:
    """Return the thing at a place; None where there is none."""
    if place.what is What.GENERAL:
        return portfolio
    return next(
        (it for it in all_of(portfolio, place.what) if it.id == place.name), None
    )


def project_at(portfolio: Portfolio, place: Place) -> str:
    """Return the project that the package at a place is, or goes, into."""
    of = (p.id for p, package in portfolio.packages if package.id == place.name)
    return next(of, place.project)


def with_it(portfolio: Portfolio, place: Place, value: Any) -> Portfolio:  # noqa: ANN401 - of the place
    """Return a portfolio with a value in place of what is at a place, or added.

    What refers to it refers to it by the name that it has then.
    """
    earlier = found_at(portfolio, place)
    thing = place.thing
    if place.what is What.GENERAL:
        own = {name: getattr(value, name) for name in fields_of(thing)}
        return portfolio.replace(**own)
    if thing.apart and earlier is not None:
        value = value.replace(**{name: getattr(earlier, name) for name in thing.apart})
    after = _with(portfolio, place, (value,))
    if place.is_new or thing.names is None or value.id == place.name:
        return after
    return Renaming(thing.names, place.name, value.id).of(after)


def without(portfolio: Portfolio, place: Place) -> Portfolio:
    """Return a portfolio without what is at a place."""
    return _with(portfolio, place, ())


def fields_of(thing: Thing) -> Iterator[str]:
    """Yield the fields of a kind of thing that are in its form."""
    return (name for name in thing.model.model_fields if name not in thing.apart)


def path_of(portfolio: Portfolio, place: Place, name: str) -> str:
    """Return where issues say that a thing of this name is."""
    if place.what is What.GENERAL:
        return ""
    if place.what is What.PACKAGE:
        return f"projects/{project_at(portfolio, place)}/packages/{name}"
    return f"{place.thing.field}/{name}"


def _with(portfolio: Portfolio, place: Place, values: tuple[Any, ...]) -> Portfolio:
    """Return a portfolio with other values, or none, where there was one."""
    if place.what is not What.PACKAGE:
        others = _put(all_of(portfolio, place.what), place.name, values)
        return portfolio.replace(**{place.thing.field: others})
    name = project_at(portfolio, place)
    projects = tuple(
        project.replace(packages=_put(project.packages, place.name, values))
        if project.id == name
        else project
        for project in portfolio.projects
    )
    return portfolio.replace(projects=projects)


def _put(known: tuple[Any, ...], name: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    at = next((at for at, it in enumerate(known) if it.id == name), len(known))
    return (*known[:at], *values, *known[at + 1 :])
