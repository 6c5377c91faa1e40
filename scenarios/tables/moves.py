"""What changes against the running plan: people, packages, projects, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.report.tables.frame import frame
from optimizer.report.wording import listed, span
from scenarios.moves.entries import PackageChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from scenarios.moves.entries import Move, MoveList, PackageChange, Release, Stay
    from scenarios.moves.entries import Span as Stretch

COLUMNS = (
    "what",
    "change",
    "engineer",
    "package",
    "project",
    "first",
    "last",
    "instead_of",
    "periods",
    "because",
)
JOINS, LEAVES = "joins", "leaves"
PACKAGES = {
    PackageChangeKind.NEW: "new",
    PackageChangeKind.DROPPED: "dropped",
    PackageChangeKind.LATER: "starts later",
    PackageChangeKind.EARLIER: "starts earlier",
    PackageChangeKind.MODE: "done in another way",
    PackageChangeKind.LENGTH: "takes another time",
}


def moves(found: MoveList) -> pd.DataFrame:
    """Return one row per move, release, package and project that changes, in words.

    Columns
    -------
    what
        The change in a few words; no two rows have the same.
    first, last
        When it is so now; of what is gone, when it was planned.
    instead_of
        Of a person, what they were planned on in that time, or are on now; of a
        package, when it was planned.
    periods
        How far a start is shifted.
    """
    return frame(_rows(found), COLUMNS).astype({"periods": float})


def _rows(found: MoveList) -> Iterator[tuple[Any, ...]]:
    for move in found.moves:
        yield _of_person(move, JOINS, move.planned)
    for release in found.releases:
        yield _of_person(release, LEAVES, release.instead)
    for change in found.packages:
        yield _of_package(change)
    for project in found.projects:
        what = f"{project.project} is {project.kind}"
        nothing = (None,) * 4
        yield (
            what,
            project.kind.value,
            None,
            None,
            project.project,
            *nothing,
            (project.because),
        )


def _of_person(
    entry: Move | Release, change: str, stays: Iterable[Stay]
) -> tuple[Any, ...]:
    return (
        f"{entry.engineer} {change} {entry.package}",
        change,
        entry.engineer,
        entry.package,
        entry.project,
        entry.first,
        entry.last,
        listed([s.package for s in stays if s.package != entry.package]) or None,
        None,
        entry.because,
    )


def _of_package(change: PackageChange) -> tuple[Any, ...]:
    words = PACKAGES[change.kind]
    stretch = change.after or change.before
    return (
        f"{change.package} {words}",
        words,
        None,
        change.package,
        change.project,
        stretch.first if stretch else None,
        stretch.last if stretch else None,
        _planned(change.before) if change.after else None,
        abs(change.shift) or None,
        change.because,
    )


def _planned(stretch: Stretch | None) -> str | None:
    return None if stretch is None else span(stretch.first, stretch.last)
