"""What was decided about a package: its dates, its locks, its links, its teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.conflicts.dates import begins_from, ends_by
from optimizer.conflicts.droppable import Kind, Place
from optimizer.conflicts.rules.locks import lock_rules
from optimizer.conflicts.rules.teams import team_rules
from optimizer.portfolio.work import LinkType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.conflicts.droppable import Droppable
    from optimizer.conflicts.terms import Terms
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.project import Project
    from optimizer.portfolio.work import Link, Package


def package_rules(
    portfolio: Portfolio, project: Project, package: Package
) -> Iterator[Droppable]:
    """Yield what is decided of one package."""
    group = f"projects/{project.id}"
    place = Place(f"{group}/packages/{package.id}", group)
    yield from _dates(portfolio, package, place)
    yield from lock_rules(portfolio, package, place)
    yield from _links(package, place)
    yield from team_rules(portfolio, package, place)


def _dates(portfolio: Portfolio, package: Package, place: Place) -> Iterator[Droppable]:
    name = package.id
    if package.earliest is not None:
        yield place.rule(
            Kind.BEGINNING,
            "earliest",
            f"{name} does not start before {package.earliest}.",
            lambda terms: terms.with_package(name, lambda _: {"earliest": None}),
            begins_from(
                portfolio,
                package.earliest,
                lambda terms, day: terms.with_package(
                    name, lambda _: {"earliest": day}
                ),
            ),
        )
    if package.latest is not None:
        yield place.rule(
            Kind.DATE,
            "latest",
            f"{name} must end by {package.latest}.",
            lambda terms: terms.with_package(name, lambda _: {"latest": None}),
            ends_by(
                portfolio,
                package.latest,
                lambda terms, day: terms.with_package(name, lambda _: {"latest": day}),
            ),
        )


def _links(package: Package, place: Place) -> Iterator[Droppable]:
    for link in dict.fromkeys(package.predecessors):
        kind = _kind(link)
        yield place.inside(f"predecessors/{link.package}{kind}").rule(
            Kind.LINK,
            "link",
            f"{package.id} follows {link.package}{kind}.",
            _unlinked(package.id, link),
        )


def _kind(link: Link) -> str:
    """Return what tells a link from a plain one that its start waits for an end."""
    words = [] if link.type is LinkType.FINISH_START else [link.type.replace("_", "-")]
    words += [f"lag {link.lag}"] if link.lag else []
    words += ["soft"] if link.soft else []
    return f" ({', '.join(words)})" if words else ""


def _unlinked(name: str, link: Link) -> Callable[[Terms], Terms]:
    def change(package: Package) -> dict[str, object]:
        rest = tuple(one for one in package.predecessors if one != link)
        return {"predecessors": rest}

    return lambda terms: terms.with_package(name, change)
