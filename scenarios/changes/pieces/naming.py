"""The names of pieces, and the links that mean the start of a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.checks.names import folded
from optimizer.portfolio.work import Link, LinkType
from scenarios.changes.editing import in_place_of

if TYPE_CHECKING:
    from optimizer.portfolio.portfolio import Portfolio

LONGEST_ID = 200
OF_START = {LinkType.START_START, LinkType.START_FINISH}


def free_id(package: str, suffix: str, portfolio: Portfolio) -> str:
    """Return the id of a package with something added, as no package has it."""
    known = {folded(it.id) for _, it in portfolio.packages}
    number, name = 1, f"{package[: LONGEST_ID - len(suffix)]}{suffix}"
    while folded(name) in known:
        number += 1
        more = f"{suffix} {number}"
        name = f"{package[: LONGEST_ID - len(more)]}{more}"
    return name


def with_starts_of(portfolio: Portfolio, package: str, begun: str) -> Portfolio:
    """Return a portfolio whose links from a start mean another package's start."""

    def moved(link: Link) -> Link:
        meant = link.package == package and link.type in OF_START
        return link.replace(package=begun) if meant else link

    for _, it in portfolio.packages:
        links = tuple(map(moved, it.predecessors))
        if links != it.predecessors:
            portfolio = in_place_of(portfolio, it.id, (it.replace(predecessors=links),))
    return portfolio
