"""An effort-driven team has hours in its first period, and every member in some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import BrokenRule
from optimizer.plan.staffing.members import team
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan.ledger import Ledger
    from optimizer.plan.runs import Run
    from optimizer.plan.staffing.members import Member


def violations(ledger: Ledger) -> Iterator[BrokenRule]:
    """Yield every breach."""
    for run in ledger.runs.values():
        if run.staffing is not Staffing.EFFORT_TEAM or run.fact is not None:
            continue
        starts = False
        for demand in run.mode.demands:
            overtime = run.package.overtime
            people = run.people[demand.id]
            members = team(people, demand, ledger.calendars, overtime=overtime)
            starts = starts or any(member.hours(run.start) for member in members)
            length = ledger.prescriptions[run.id].own_lengths[demand.id]
            yield from _idle(run, members, length)
        if run.members and not starts:
            yield BrokenRule(
                rule="effort_start",
                where=run.id,
                period=ledger.day(run.start),
                message=f"Nobody on {run.id} has hours in its first period, "
                f"{ledger.day(run.start)}.",
            )


def _idle(run: Run, members: list[Member], length: int | None) -> Iterator[BrokenRule]:
    """Yield members without hours; nobody has any where there is no effort."""
    if not length:
        return
    for member in members:
        if not any(map(member.hours, range(run.start, run.start + length))):
            yield BrokenRule(
                rule="effort_start",
                where=run.id,
                message=f"{member.id} has no hours in any of the {length} period(s) "
                f"in which their team does its work on {run.id}.",
            )
