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
    for end, other in (("at_most", "at_least"), ("at_least", "at_most")):
        number = getattr(limit, end)
        if number is None:
            continue
        of = f" of {limit.project or limit.objective}" if _is_part(limit) else ""
        asked = f"{limit.measure} {end.replace('_', ' ')} {number:f}{of}"
        issue = Issue(
            code="limit", where=f"limits {asked}", message=f"The limit: {asked}."
        )
        alone = limit.model_copy(update={other: None})
        yield Droppable(issue, Kind.LIMIT, "limits", _open(limit, end), limit=alone)


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


def _is_part(limit: MeasureLimit) -> bool:
    return limit.project is not None or limit.objective is not None


def _but_ends(limit: MeasureLimit) -> MeasureLimit:
    return limit.model_copy(update={"at_most": None, "at_least": None})
