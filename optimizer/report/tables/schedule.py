"""Who works on what, and from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run

COLUMNS = (
    "engineer",
    "name",
    "project",
    "project_name",
    "package",
    "package_name",
    "skill",
    "first",
    "last",
    "hours",
)


def schedule(ledger: Ledger) -> pd.DataFrame:
    """Return one row per person, package, demand and unbroken stretch of time.

    A member of a team has one row for the whole length of the package, someone in a
    pool one for each unbroken run of periods with hours. Sorted by person, then time.

    Columns
    -------
    first, last
        Days, inclusive.
    """
    place = {person.id: i for i, person in enumerate(ledger.portfolio.people)}
    name_of = {person.id: person.name for person in ledger.portfolio.people}
    stretches = sorted(
        (
            (place[person], start, end, run, demand, person, hours)
            for run in ledger.runs.values()
            for demand, person, worked in run.posts
            for start, end, hours in _stretches(run, worked)
        ),
        key=lambda row: row[:3],
    )
    return frame(
        (
            (
                person,
                name_of[person],
                run.project.id,
                run.project.name,
                run.id,
                run.package.name,
                demand.skill,
                ledger.timeline.first_day(start),
                ledger.timeline.last_day(end - 1),
                hours / 100,
            )
            for _, start, end, run, demand, person, hours in stretches
        ),
        COLUMNS,
    )


def _stretches(run: Run, worked: dict[int, int]) -> Iterable[tuple[int, int, int]]:
    """Return start, end and hundredths of hours of each stretch."""
    if run.is_team:
        whole = (run.start, run.end, sum(worked.values()))
        return (whole,) if run.end > run.start else ()
    return _unbroken(worked)


def _unbroken(worked: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    start, hours = None, 0
    for period in sorted(worked):
        start = period if start is None else start
        hours += worked[period]
        if period + 1 not in worked:
            yield start, period + 1, hours
            start, hours = None, 0
