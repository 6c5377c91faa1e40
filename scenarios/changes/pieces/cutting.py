"""A package cut in two: what was done of it, and the rest, to be planned anew.

The rest keeps the id, so that links, locks and people's words go on meaning it. What
was done becomes a package of its own, ``AI2 (until 2026-02-20)``, with the facts, the
people and the hours up to the cut; the money of the past stays where it was spent.
In the running plan the rest stands with the start and the people of the original,
and without its past hours, so that a hand-over is never a free move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.complete import as_planned
from optimizer.plan.units import HUNDRED, in_hundredths
from optimizer.portfolio.work import (
    Member,
    PackageLocks,
    Progress,
    Staffing,
    Status,
)
from scenarios.changes.editing import in_place_of, noted, package_of, with_package
from scenarios.changes.pieces.naming import free_id, with_starts_of
from scenarios.changes.pieces.past_plan import with_past
from scenarios.changes.pieces.remainder import remainder, rest_of, worked_part

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.portfolio.work import Mode, Package
    from optimizer.problem.timeline import Timeline
    from scenarios.changes.pieces.remainder import Remainder
    from scenarios.changes.pieces.running import Started
    from scenarios.situation import Situation


def cut(
    situation: Situation,
    started: Started,
    at: int,
    handover: Mapping[str, int] | None = None,
    not_before: date | None = None,
) -> Situation:
    """Return the situation in which a running package is cut at a period.

    Its team goes on to the cut. The rest is what remains then, in the mode that
    runs, and begins at the cut or later with any team.

    Parameters
    ----------
    at
        *Now* or later, before the package ends.
    handover
        Demand → hundredths of hours that are lost by handing over.
    not_before
        The rest begins in the first period on or after this day, if that is later.
    """
    left = remainder(started, at, situation)
    past = _past(situation, started, at, left)
    rest = _rest(situation, started, at, not_before).replace(
        modes=(),
        predecessors=(),
        **_own_work(rest_of(started, at, left, handover or {}, situation)),
        consumes={},
    )
    portfolio = with_starts_of(situation.portfolio, rest.id, past.id)
    after = _parted(situation, started, at, past, rest, portfolio)
    message = (
        f"{rest.id} is cut on {situation.timeline.first_day(at)}: until then it is "
        f"{past.id}; any team does the rest, {_amount(rest)}."
    )
    return noted(after, "cut", f"packages/{rest.id}", message)


def void(
    situation: Situation, started: Started, not_before: date | None = None
) -> Situation:
    """Return the situation in which all work on a package so far is void.

    It is planned again like any other, with all of its links and modes; what was
    worked stays in the past.
    """
    at = situation.now
    if not started.is_running and started.fact.end is not None:
        at = started.fact.end
    past = _past(situation, started, at, remainder(started, at, situation))
    rest = _rest(situation, started, situation.now, not_before)
    after = _parted(situation, started, at, past, rest, situation.portfolio)
    message = f"The work on {rest.id} so far is void; it stays as {past.id}."
    return noted(after, "void", f"packages/{rest.id}", message)


def blocked(situation: Situation, package: str, until: date) -> Situation:
    """Return the situation in which a package that has not begun waits for a day."""
    earliest = package_of(situation.portfolio, package).earliest
    first = until if earliest is None else max(until, earliest)
    portfolio = with_package(situation.portfolio, package, earliest=first)
    return situation.replace(portfolio=portfolio)


def _past(situation: Situation, started: Started, at: int, left: Remainder) -> Package:
    """Return what is done until the cut, as a package that has started."""
    original, timeline = started.package, situation.timeline
    begun, last = timeline.first_day(started.fact.start), timeline.last_day(at - 1)
    if at <= situation.now:
        finished = last if at > started.fact.start else None
        progress = Progress(status=Status.DONE, started=begun, finished=finished)
    else:
        progress = Progress(
            status=Status.RUNNING,
            started=begun,
            team=[Member(demand=d, engineer=e) for d, e in sorted(started.team)],
            **_still_to_do(started, left),
        )
    suffix = f" (until {max(begun, last)})"
    return original.replace(
        id=free_id(original.id, suffix, situation.portfolio),
        name=f"{original.name[:1_900]}{suffix}" if original.name else "",
        earliest=None,
        latest=None,
        modes=(),
        locks=PackageLocks(),
        progress=progress,
        **_own_work(worked_part(started, at, left)),
        consumes=started.fact.mode.consumes,
    )


def _still_to_do(started: Started, left: Remainder) -> dict[str, object]:
    """Return what the team still does before the cut."""
    fact = started.fact
    if started.package.staffing is Staffing.EFFORT_TEAM and fact.mode.demands:
        # Rounded down, so that the team is done by the cut.
        ahead = {
            demand: max(0, effort // HUNDRED - left.effort[demand])
            for demand, effort in fact.remaining_effort.items()
        }
        return {"remaining_effort": {d: in_hundredths(h) for d, h in ahead.items()}}
    return {"remaining_periods": max(0, fact.remaining_periods - left.periods)}


def _rest(
    situation: Situation, started: Started, at: int, not_before: date | None
) -> Package:
    """Return the package as one that has not started, free of what bound its team."""
    original, timeline = started.package, situation.timeline
    first = timeline.first_day(max(at, situation.now))
    return original.replace(
        progress=Progress(
            status=Status.PLANNED, started=timeline.first_day(started.fact.start)
        ),
        earliest=first if not_before is None else max(first, not_before),
        latest=None if _overruns(started, timeline) else original.latest,
        locks=PackageLocks(must_not=original.locks.must_not, mode=_mode_lock(started)),
    )


def _overruns(started: Started, timeline: Timeline) -> bool:
    """Return whether a package misses its latest day as it runs.

    A package that has started is not held to that day, so its rest is not either.
    """
    latest, end = started.package.latest, started.end
    if latest is None:
        return False
    return end is None or end > timeline.holding(latest) + 1


def _mode_lock(started: Started) -> str | None:
    return started.package.locks.mode if started.package.modes else None


def _parted(
    situation: Situation,
    started: Started,
    at: int,
    past: Package,
    rest: Package,
    portfolio: Portfolio,
) -> Situation:
    baseline = situation.baseline
    if baseline is not None:
        baseline = with_past(
            as_planned(baseline, situation.portfolio),
            started,
            (past, rest),
            at,
            situation.timeline,
        )
    portfolio = in_place_of(portfolio, rest.id, (past, rest))
    return situation.replace(portfolio=portfolio, baseline=baseline)


def _own_work(mode: Mode) -> dict[str, object]:
    """Return the work of a mode as a package's own fields, but what it consumes."""
    return {field: value for field, value in mode if field not in {"id", "consumes"}}


def _amount(package: Package) -> str:
    """Return the work of a package of one mode in words."""
    efforts = [
        f"{demand.effort:,f} h of {demand.id}"
        for demand in package.demands
        if demand.effort is not None
    ]
    return " and ".join(efforts) or f"{package.duration} period(s)"
