"""What has happened before *now*: from the progress, else from the running plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan.directory import Directory, way
from optimizer.plan.staffing.members import FULL_SPEED, speed_of
from optimizer.plan.units import HUNDRED, hundredths
from optimizer.portfolio.work import Staffing, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.plan.runs import Run
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Mode, Package, Progress
    from optimizer.problem.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Fact:
    """A package that has started.

    Attributes
    ----------
    now
        First period that is not fact.
    end
        Where it ended, if done.
    team
        Demand and person of every member; None if nobody wrote it down.
    hours
        (Demand, person) → period → hundredths of hours worked before *now*.
    remaining_effort
        Demand → hours × speed still to do, in 10⁻⁴ h.
    remaining_periods
        Periods still to do from *now* where the length is stated.
    """

    status: Status
    now: int
    start: int
    end: int | None
    mode: Mode
    team: frozenset[tuple[str, str]] | None
    hours: dict[tuple[str, str], dict[int, int]]
    remaining_effort: dict[str, int]
    remaining_periods: int


def gather_facts(
    portfolio: Portfolio, timeline: Timeline, now: int, baseline: Mapping[str, Run]
) -> dict[str, Fact]:
    """Return package → fact for every package that has started.

    Parameters
    ----------
    baseline
        The running plan by package, with its hours.
    """
    directory = Directory.of(portfolio)
    facts = {}
    for package in (package for _, package in directory.packages.values()):
        planned = baseline.get(package.id)
        fact = _fact(package, planned, timeline, now, directory)
        if fact is not None:
            facts[package.id] = fact
    return facts


def _fact(
    package: Package,
    planned: Run | None,
    timeline: Timeline,
    now: int,
    directory: Directory,
) -> Fact | None:
    progress = package.progress
    if progress is None:
        if planned is None or planned.start >= now:
            return None
        status = Status.DONE if planned.end <= now else Status.RUNNING
        start, end = planned.start, planned.end
    else:
        if progress.status is Status.PLANNED:
            return None
        status, start = progress.status, timeline.holding(progress.started)
        end = _finish(progress, planned, start, timeline)
    mode = _mode(package, progress, planned)
    hours = _hours_before(now, planned)
    return Fact(
        status=status,
        now=now,
        start=start,
        end=end if status is Status.DONE else None,
        mode=mode,
        team=_team(progress, planned, directory),
        hours=hours,
        remaining_effort=_remaining_effort(package, mode, hours, directory),
        remaining_periods=_remaining_periods(progress, mode, now - start),
    )


def _finish(
    progress: Progress, planned: Run | None, start: int, timeline: Timeline
) -> int:
    if progress.finished is not None:
        return timeline.holding(progress.finished) + 1
    return planned.end if planned is not None else start


def _mode(package: Package, progress: Progress | None, planned: Run | None) -> Mode:
    stated = way(package, progress.mode) if progress is not None else None
    if stated is not None:
        return stated
    return planned.mode if planned is not None else package.ways[0]


def _team(
    progress: Progress | None, planned: Run | None, directory: Directory
) -> frozenset[tuple[str, str]] | None:
    """Return who is on the team; people who have left since are not."""
    if progress is not None and progress.team is not None:
        return frozenset((m.demand, m.engineer) for m in progress.team)
    if planned is None:
        return None
    return frozenset(
        (demand.id, person)
        for demand, person, _ in planned.posts
        if person in directory.people
    )


def _hours_before(
    now: int, planned: Run | None
) -> dict[tuple[str, str], dict[int, int]]:
    if planned is None:
        return {}
    return {
        (demand.id, person): {p: h for p, h in hours.items() if p < now}
        for demand, person, hours in planned.posts
    }


def _remaining_effort(
    package: Package,
    mode: Mode,
    worked: Mapping[tuple[str, str], Mapping[int, int]],
    directory: Directory,
) -> dict[str, int]:
    stated = package.progress.remaining_effort if package.progress else {}
    remaining = {}
    for demand in mode.demands:
        if demand.id in stated:
            remaining[demand.id] = hundredths(stated[demand.id]) * HUNDRED
            continue
        done = 0
        for (of, person), hours in worked.items():
            if of == demand.id:
                known = directory.people.get(person)
                speed = FULL_SPEED
                if known is not None and package.staffing is Staffing.EFFORT_TEAM:
                    speed = speed_of(known, demand.skill)
                done += sum(hours.values()) * speed
        planned = hundredths(demand.effort) * HUNDRED
        remaining[demand.id] = max(0, planned - done)
    return remaining


def _remaining_periods(progress: Progress | None, mode: Mode, passed: int) -> int:
    if progress is not None and progress.remaining_periods is not None:
        return progress.remaining_periods
    return max(0, (mode.duration or 0) - passed)
