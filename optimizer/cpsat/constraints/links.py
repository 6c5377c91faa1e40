"""A package keeps its distance from the ends of its predecessors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.work import LinkType

if TYPE_CHECKING:
    from optimizer.cpsat.linear import Linear
    from optimizer.cpsat.variables import Variables
    from optimizer.problem.problem import Link

RULES = ("links",)


def add(variables: Variables) -> None:
    """Post every link whose successor has not started."""
    model, packages = variables.model, variables.problem.packages
    for link in variables.problem.links:
        before = packages[link.predecessor].project
        after = packages[link.successor].project
        one, other = variables.selected[before], variables.selected[after]
        if not link.soft and before != after:
            model.add_implication(other, one)
        earlier, later = ends_of(variables, link)
        row = model.add(later >= earlier + link.lag)
        row.only_enforce_if([other, one] if link.soft and before != after else [other])


def ends_of(variables: Variables, link: Link) -> tuple[Linear, Linear]:
    """Return the two ends that a link ties, the earlier first."""
    after = variables.packages[link.successor]
    start, end = _dates(variables, link.predecessor)
    match link.type:
        case LinkType.FINISH_START:
            return end, after.start
        case LinkType.START_START:
            return start, after.start
        case LinkType.FINISH_FINISH:
            return end, after.end
        case LinkType.START_FINISH:
            return start, after.end


def _dates(variables: Variables, package: int) -> tuple[Linear, Linear]:
    if package in variables.packages:
        row = variables.packages[package]
        return row.start, row.end
    started = variables.problem.packages[package].started
    assert started is not None
    return started.start, started.ends[0]
