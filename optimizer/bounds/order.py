"""Links in the relaxation: by every period, no more has followed than may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from optimizer.bounds.linear import Linear
from optimizer.problem.problem import LinkType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.bounds.highs import Model
    from optimizer.bounds.selection import Selects
    from optimizer.problem.problem import Link, Problem


class Runs(Protocol):
    """A package whose start and end are expressions."""

    def started(self, period: int) -> Linear:
        """Return 1 if started in or before a period."""

    def ended(self, period: int) -> Linear:
        """Return 1 if over when a period begins."""


def add_links(
    model: Model, problem: Problem, packages: Sequence[Runs], selection: Selects
) -> None:
    """Tie starts and ends as the links say.

    A soft link is lifted as far as the predecessor's project is not selected.
    """
    for link in problem.links:
        one, other = (
            problem.packages[package].project
            for package in (link.predecessor, link.successor)
        )
        lift = Linear()
        if one != other and link.soft:
            lift = Linear(constant=1).add(selection.of(one), -1)
        elif one != other:
            model.at_most(selection.of(other).add(selection.of(one), -1))
        for period in range(problem.now, problem.horizon + 1):
            row = _followed(link, packages[link.successor], period)
            row.add(_allowed(link, packages[link.predecessor], period), -1)
            row.add(lift, -1)
            if any(factor > 0 for factor in row.terms.values()):
                model.at_most(row)


def _followed(link: Link, successor: Runs, period: int) -> Linear:
    if link.type in (LinkType.FINISH_START, LinkType.START_START):
        return successor.started(period)
    return successor.ended(period)


def _allowed(link: Link, predecessor: Runs, period: int) -> Linear:
    if link.type in (LinkType.FINISH_START, LinkType.FINISH_FINISH):
        return predecessor.ended(period - link.lag)
    return predecessor.started(period - link.lag)
