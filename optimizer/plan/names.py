"""Names of a plan that its portfolio does not have, all of them, with places."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from optimizer.plan.directory import Directory, way
from optimizer.portfolio.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from optimizer.plan.plan import Assignment, Plan, ScheduledPackage

MOST_COMPARED = 500
"""Among more names than this, looking for a similar one takes too long."""


def unreadable_names(plan: Plan, directory: Directory) -> Iterator[Issue]:
    """Yield unknown names and things listed twice, in the order of the plan."""
    projects = directory.projects
    for project in plan.selected:
        if project not in projects:
            yield _unknown(f"selected/{project}", "project", project, projects)
    modes: dict[str, ScheduledPackage] = {}
    for scheduled in plan.packages:
        yield from _of_package(scheduled, directory)
        modes[scheduled.package] = scheduled
    yield from _twice("packages", (p.package for p in plan.packages))
    for row in plan.assignments:
        yield from _of_assignment(row, modes.get(row.package), directory)
    yield from _twice("assignments", map(_place, plan.assignments))
    for engagement in plan.engagements:
        if engagement.offer not in directory.offers:
            where = f"engagements/{engagement.offer}"
            yield _unknown(where, "offer", engagement.offer, directory.offers)


def _of_package(scheduled: ScheduledPackage, directory: Directory) -> Iterator[Issue]:
    where = f"packages/{scheduled.package}"
    if scheduled.package not in directory.packages:
        yield _unknown(where, "package", scheduled.package, directory.packages)
        return
    _, package = directory.packages[scheduled.package]
    if way(package, scheduled.mode) is None:
        known = [mode.id for mode in package.ways]
        yield _unknown(where, "mode", scheduled.mode, known)


def _of_assignment(
    row: Assignment, scheduled: ScheduledPackage | None, directory: Directory
) -> Iterator[Issue]:
    if row.engineer not in directory.people:
        yield _unknown(_located(row), "engineer", row.engineer, directory.people)
    if row.package not in directory.packages:
        yield _unknown(_located(row), "package", row.package, directory.packages)
        return
    _, package = directory.packages[row.package]
    mode = way(package, scheduled.mode) if scheduled else None
    ways = (mode,) if mode else package.ways
    demands = {demand.id for known in ways for demand in known.demands}
    if row.demand not in demands:
        yield _unknown(_located(row), "demand", row.demand, demands)


def _place(row: Assignment) -> str:
    return f"{row.engineer}/{row.package}/{row.demand}"


def _located(row: Assignment) -> str:
    return f"assignments/{_place(row)}"


def _twice(kind: str, names: Iterable[str]) -> Iterator[Issue]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Issue(
                code="duplicate",
                where=f"{kind}/{name}",
                message=f"{name} is listed twice in {kind}; list it once.",
            )
        seen.add(name)


def _unknown(where: str, kind: str, name: str, known: Collection[str]) -> Issue:
    close = get_close_matches(name, known) if len(known) <= MOST_COMPARED else ()
    remedy = f"did you mean {close[0]!r}?" if close else _listing(kind, known)
    message = f"The portfolio has no {kind} {name!r}; {remedy}"
    return Issue(code="unknown_reference", where=where, message=message)


def _listing(kind: str, known: Collection[str], most: int = 5) -> str:
    if not known:
        return f"no {kind} may be named here."
    names = sorted(known)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"it could be {', '.join(names[:most])}{more}."
