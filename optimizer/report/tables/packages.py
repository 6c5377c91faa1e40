"""When and how every package runs, and who does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.plan.measures.waiting import smallest_start
from optimizer.portfolio.work import Status
from optimizer.report.tables.frame import frame
from optimizer.report.wording import number

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run

COLUMNS = (
    "project",
    "project_name",
    "package",
    "name",
    "staffing",
    "status",
    "first",
    "last",
    "periods",
    "mode",
    "people",
    "team",
    "hours",
    "waiting",
)


def packages(ledger: Ledger) -> pd.DataFrame:
    """Return one row per scheduled package, by project, then start.

    Columns
    -------
    first, last
        Days, inclusive; equal for a milestone, which has 0 periods.
    people
        Ids of everybody on it, most hours first.
    team
        The same with their hours, as text.
    hours
        All hours worked on it.
    waiting
        Periods that it starts later than its links and dates allow.
    """
    order = {project.id: i for i, project in enumerate(ledger.portfolio.projects)}
    runs = sorted(
        ledger.runs.values(),
        key=lambda run: (order[run.project.id], run.start, run.end),
    )
    return frame((_row(ledger, run) for run in runs), COLUMNS)


def _row(ledger: Ledger, run: Run) -> tuple[Any, ...]:
    hours = dict.fromkeys(sorted(run.pairs), 0)
    for _, person, worked in run.posts:
        if person in hours:
            hours[person] += sum(worked.values())
    people = tuple(sorted(hours, key=lambda person: -hours[person]))
    first = ledger.timeline.first_day(run.start)
    return (
        run.project.id,
        run.project.name,
        run.id,
        run.package.name,
        run.staffing.value.replace("_", " ") if run.staffing else "no people",
        (run.fact.status if run.fact else Status.PLANNED).value,
        first,
        ledger.timeline.last_day(run.end - 1) if run.end > run.start else first,
        run.end - run.start,
        run.mode.id,
        people,
        ", ".join(f"{person} {number(hours[person] / 100, 1)} h" for person in people),
        sum(hours.values()) / 100,
        0 if run.fact else max(0, run.start - smallest_start(ledger, run)),
    )
