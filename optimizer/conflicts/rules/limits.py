"""Limits on measures, each end by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.conflicts.droppable import Droppable, Kind
from optimizer.portfolio.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.conflicts.terms import Terms
    from optimizer.plan.goals import MeasureLimit


def limit_rules(limit: MeasureLimit) -> Iterator[Droppable]:
    """Yield what a limit asks: at most a number, at least a number, or both."""
    for end, words in (("at_most", "at most"), ("at_least", "at least")):
        number = getattr(limit, end)
        if number is None:
            continue
        of = limit.project or limit.objective
        asked = f"{limit.measure} {words} {number:f}{f' of {of}' if of else ''}"
        issue = Issue(
            code="limit", where=f"limits {asked}", message=f"The limit: {asked}."
        )
        yield Droppable(issue, Kind.LIMIT, "limits", _open(limit, end), limit=limit)


def _open(limit: MeasureLimit, end: str) -> Callable[[Terms], Terms]:
    """Return how a limit loses one of its ends, and is gone without any."""

    def opened(one: MeasureLimit) -> MeasureLimit | None:
        if _but_ends(one) != _but_ends(limit):
            return one
        if getattr(one, end) != getattr(limit, end):
            return one
        rest = one.model_copy(update={end: None})
        return None if rest.at_most is None and rest.at_least is None else rest

    def drop(terms: Terms) -> Terms:
        limits = tuple(new for one in terms.limits if (new := opened(one)) is not None)
        return replace(terms, limits=limits)

    return drop


def _but_ends(limit: MeasureLimit) -> MeasureLimit:
    return limit.model_copy(update={"at_most": None, "at_least": None})
