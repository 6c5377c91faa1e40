"""What the staffing of one package prescribes from *now* on, whoever is on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from optimizer.plan.staffing.effort_team import work_off
from optimizer.plan.staffing.fixed_team import end_after, full_hours, pauses
from optimizer.plan.staffing.members import Member, team
from optimizer.plan.staffing.pool import pool_hours
from optimizer.plan.units import HUNDRED, hundredths
from optimizer.portfolio.work import Staffing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.plan.calendars import PersonCalendar
    from optimizer.plan.runs import Run
    from optimizer.portfolio.work import Demand, Mode


@dataclass(frozen=True, slots=True)
class Prescription:
    """Lengths and hours that follow from start, mode and people.

    Attributes
    ----------
    earliest_end, latest_end
        Where the package may end; None where its team never gets there.
    hours
        Teams: demand → person → period → hundredths of hours, without zeros,
        inside the package as the plan has it.
    demand_hours
        Pools: demand → period → hundredths of hours of all people together.
    own_lengths
        Effort-driven: demand → periods it needs; None where it is never done.
    pauses
        Periods in which a running fixed team waits for an absent member.
    """

    earliest_end: int | None
    latest_end: int | None
    hours: dict[str, dict[str, dict[int, int]]] = field(default_factory=dict)
    demand_hours: dict[str, dict[int, int]] = field(default_factory=dict)
    own_lengths: dict[str, int | None] = field(default_factory=dict)
    pauses: tuple[int, ...] = ()


def prescribe(
    run: Run, calendars: Mapping[str, PersonCalendar], horizon: int
) -> Prescription:
    """Return what the staffing of a package prescribes."""
    if run.fact is not None and run.is_done:
        return Prescription(run.fact.end, run.fact.end)
    if run.staffing is Staffing.EFFORT_TEAM:
        return _effort_team(run, calendars, horizon)
    if run.staffing is Staffing.FIXED_TEAM:
        return _fixed_team(run, calendars, horizon)
    if run.staffing is Staffing.POOL:
        return _pool(run)
    return _nobody(run)


def shortest_and_longest(mode: Mode) -> tuple[int, int]:
    """Return the least and the largest stated length of a mode, in periods."""
    if mode.duration is not None:
        return mode.duration, mode.duration
    shortest = mode.shortest or 1
    return shortest, max(shortest, mode.longest or shortest)


def remaining_effort(run: Run, demand: Demand) -> int:
    """Return what is to be done as planned, in 10⁻⁴ h of a proficient person."""
    if run.fact is not None and demand.id in run.fact.remaining_effort:
        return run.fact.remaining_effort[demand.id]
    return hundredths(demand.effort) * HUNDRED


def _teams(
    run: Run, calendars: Mapping[str, PersonCalendar]
) -> dict[str, list[Member]]:
    return {
        demand.id: team(
            (p for p in run.people.get(demand.id, ()) if p in calendars),
            demand,
            calendars,
            overtime=run.package.overtime,
        )
        for demand in run.mode.demands
    }


def _effort_team(
    run: Run, calendars: Mapping[str, PersonCalendar], horizon: int
) -> Prescription:
    first, limit = run.planned_from, max(horizon, run.end)
    teams = _teams(run, calendars)
    works = {
        demand.id: work_off(
            teams[demand.id], remaining_effort(run, demand), first, limit
        )
        for demand in run.mode.demands
    }
    lengths = {demand: work.length for demand, work in works.items()}
    known = [length for length in lengths.values() if length is not None]
    shortest = 0 if run.is_running else 1
    end = first + max(shortest, *known) if len(known) == len(lengths) else None
    hours = {
        demand: {
            person: {p: h for p, h in worked.items() if p < run.end}
            for person, worked in work.hours.items()
        }
        for demand, work in works.items()
    }
    return Prescription(end, end, hours=hours, own_lengths=lengths)


def _fixed_team(
    run: Run, calendars: Mapping[str, PersonCalendar], horizon: int
) -> Prescription:
    teams = _teams(run, calendars)
    everybody = [member for members in teams.values() for member in members]
    waits: tuple[int, ...] = ()
    end: int | None = run.start + (run.mode.duration or 0)
    if run.fact is not None:
        limit = max(horizon, run.end)
        end = end_after(everybody, run.fact.remaining_periods, run.fact.now, limit)
        waits = tuple(pauses(everybody, run.fact.now, run.end))
    periods = range(run.planned_from, run.end)
    hours = {
        demand: full_hours(members, periods, frozenset(waits))
        for demand, members in teams.items()
    }
    return Prescription(end, end, hours=hours, pauses=waits)


def _pool(run: Run) -> Prescription:
    shortest, longest = shortest_and_longest(run.mode)
    earliest, latest = run.start + shortest, run.start + longest
    if run.fact is not None:
        earliest = max(earliest, run.fact.now + 1)
        latest = max(latest, run.fact.now + 1)
    demand_hours = {
        demand.id: pool_hours(
            remaining_effort(run, demand) // HUNDRED, run.planned_from, run.end
        )
        for demand in run.mode.demands
    }
    return Prescription(earliest, latest, demand_hours=demand_hours)


def _nobody(run: Run) -> Prescription:
    if run.fact is not None:
        end = run.fact.now + run.fact.remaining_periods
        return Prescription(end, end)
    shortest, longest = shortest_and_longest(run.mode)
    return Prescription(run.start + shortest, run.start + longest)
