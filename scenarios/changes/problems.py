"""What keeps several kinds of change from being applied, each in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.portfolio.issue import Issue
from scenarios.changes.base import unknown
from scenarios.changes.pieces.running import started

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from scenarios.situation import Situation


def unknown_project(field: str, project: str, situation: Situation) -> Iterator[Issue]:
    """Yield that there is no such project."""
    names = (it.id for it in situation.portfolio.projects)
    yield from unknown(field, "project", project, names)


def unknown_package(field: str, package: str, situation: Situation) -> Iterator[Issue]:
    """Yield that there is no such package."""
    names = (it.id for _, it in situation.portfolio.packages)
    yield from unknown(field, "package", package, names)


def unknown_person(field: str, person: str, situation: Situation) -> Iterator[Issue]:
    """Yield that there is no such engineer or person on offer."""
    names = (it.id for it in situation.portfolio.people)
    yield from unknown(field, "engineer", person, names)


def no_effect_once_begun(
    field: str, package: str, situation: Situation
) -> Iterator[Issue]:
    """Yield that a package has started, so that what binds its start is over."""
    begun = started(situation).get(package)
    if begun is not None:
        verb = "is running" if begun.is_running else "is done"
        remedy = "; release it first (released)" if begun.is_running else ""
        message = f"{package} {verb}, so this would change nothing{remedy}."
        yield problem("begun", field, message)


def over(field: str, package: str, situation: Situation) -> Iterator[Issue]:
    """Yield that a package is done, or that nothing is left of it."""
    begun = started(situation).get(package)
    if begun is not None and not begun.goes_on_at(situation.now):
        message = f"{package} is done; to do it again, restart it (package_restarted)."
        yield problem("done", field, message)


def taken(field: str, what: str, name: str, known: Iterable[str]) -> Iterator[Issue]:
    """Yield that something new has the name of something that is there."""
    if name in set(known):
        yield problem("duplicate_name", field, f"There is {what} {name!r} already.")


def passed(
    field: str, day: date | None, situation: Situation, *, holds: bool = False
) -> Iterator[Issue]:
    """Yield that a day lies before *now*.

    Parameters
    ----------
    holds
        Whether the day means the period that holds it, not one that begins later.
    """
    if day is None or situation.portfolio.now is None:
        return
    timeline = situation.timeline
    period = timeline.holding(day) if holds else timeline.from_day(day)
    if period < situation.now:
        begins = situation.timeline.first_day(situation.now)
        yield problem(
            "date_in_the_past",
            field,
            f"{day} has passed; planning starts on {begins}. Give that day or a later "
            "one.",
        )


def reversed_days(field: str, first: date | None, last: date | None) -> Iterator[Issue]:
    """Yield that a range ends before it begins."""
    if first is not None and last is not None and last < first:
        yield problem(
            "reversed_dates",
            field,
            f"{first} to {last} ends before it begins; swap or correct the days.",
        )


def problem(code: str, field: str, message: str) -> Issue:
    """Return why a change cannot be applied."""
    return Issue(code=code, where=field, message=message)
