"""Things that a question names and that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.issue import Issue
from scenarios.finding import there_is_no
from scenarios.skills import skills_in_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.portfolio.portfolio import Portfolio
    from scenarios.situation import Situation


def absent(where: str, what: str, name: str, known: Iterable[str]) -> Iterator[Issue]:
    """Yield that there is no such thing, with what there is."""
    names = list(known)
    if name not in names:
        yield unfit("unknown_reference", where, there_is_no(what, name, names))


def unasked_skill(where: str, skill: str, portfolio: Portfolio) -> Iterator[Issue]:
    """Yield that no work to be done asks for a skill."""
    return absent(where, "skill in demand", skill, skills_in_demand(portfolio))


def no_running_plan(situation: Situation) -> Iterator[Issue]:
    """Yield that there is nothing to count moves against."""
    if situation.baseline is None:
        yield unfit(
            "no_running_plan",
            "baseline",
            "Moves are counted against the running plan, and there is none; name one.",
        )


def unfit(code: str, where: str, message: str) -> Issue:
    """Return why a question has no answer."""
    return Issue(code=code, where=where, message=message)
