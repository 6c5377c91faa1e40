"""What every project is worth, delivers and loses, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.plan.valuation import valuation
from optimizer.portfolio.project import Decision
from optimizer.report.tables.frame import frame
from optimizer.report.wording import count, listed, noun_of

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.valuation import ProjectValue
    from optimizer.portfolio.project import Project

COLUMNS = (
    "project",
    "name",
    "selected",
    "full_value",
    "delivered",
    "lost_by_delay",
    "lost_by_dropping",
    "packages",
    "first",
    "last",
    "due",
    "on_time_until",
    "periods_late",
    "on_time",
    "why",
)


def projects(ledger: Ledger) -> pd.DataFrame:
    """Return one row per project of the portfolio, in its order.

    Columns
    -------
    full_value, delivered, lost_by_delay, lost_by_dropping
        In the portfolio's unit; the first is the sum of the others.
    packages
        How many of its packages the plan schedules.
    first, last
        Days, inclusive, of the packages scheduled; none without any.
    on_time_until
        Last day of the period that holds the due date.
    periods_late
        0 or more; missing for a project that does not end.
    on_time
        Whether it is selected, has packages and is not late.
    why
        One sentence on the value delivered.
    """
    rows = (
        _row(ledger, project, value)
        for project, value in zip(
            ledger.portfolio.projects, valuation(ledger), strict=True
        )
    )
    return frame(rows, COLUMNS).astype({"periods_late": "Int64"})


def _row(ledger: Ledger, project: Project, value: ProjectValue) -> tuple[Any, ...]:
    timeline, runs = ledger.timeline, ledger.runs_of[project.id]
    ends = value.selected and ledger.end_of(project.id) is not None
    late = value.late if ends else None
    start = min((run.start for run in runs), default=0)
    end = max((run.end for run in runs), default=0)
    return (
        project.id,
        project.name,
        value.selected,
        float(value.full),
        float(value.delivered),
        float(value.lost_by_delay),
        float(value.lost_by_dropping),
        len(runs),
        timeline.first_day(start) if runs else None,
        timeline.last_day(max(start, end - 1)) if runs else None,
        project.due,
        timeline.last_day(timeline.holding(project.due)) if project.due else None,
        late,
        value.on_time,
        _why(ledger, project, late),
    )


def _why(ledger: Ledger, project: Project, late: int | None) -> str:
    if project.id not in ledger.selected:
        return _why_out(ledger, project)
    if not project.packages:
        return "It has no packages and delivers at once."
    if late is None:
        return "Some of its packages are missing, so it never ends."
    if late:
        noun = noun_of(ledger.portfolio.timeline.period)
        return f"Late by {count(late, noun)}."
    return "In time." if project.due else "It has no due date."


def _why_out(ledger: Ledger, project: Project) -> str:
    """Return what in the portfolio's own logic keeps a project out, if anything."""
    selected = ledger.selected
    if project.decision is Decision.OUT:
        return "Out by decision."
    missing = [name for name in project.requires if name not in selected]
    excluding = [name for name in project.excludes if name in selected] + [
        other.id
        for other in ledger.portfolio.projects
        if project.id in other.excludes and other.id in selected
    ]
    needed = {
        ledger.directory.packages[link.package][0].id
        for package in project.packages
        for link in package.predecessors
        if not link.soft
    } - {project.id, *selected}
    crowded = [
        choice.id
        for choice in ledger.portfolio.at_most
        if project.id in choice.projects
        and len(selected & set(choice.projects)) >= choice.limit
    ]
    reasons = [
        f"{words} {listed(names)}"
        for words, names in (
            ("it requires", missing),
            ("it is excluded by", excluding),
            ("its packages follow those of", sorted(needed)),
            ("there is room for no more in", crowded),
        )
        if names
    ]
    if not reasons:
        return "The plan does without it."
    return f"Left out: {listed(reasons)}."
