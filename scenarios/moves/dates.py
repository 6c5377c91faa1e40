"""Links, dates and locks that stand in the way, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.measures.waiting import start_after
from optimizer.portfolio.work import LinkType
from optimizer.report.wording import day
from scenarios.moves.reason import Cause, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.plan.outcome import BrokenRule
    from optimizer.plan.runs import Run
    from optimizer.portfolio.work import Link
    from scenarios.moves.trial import Trial
    from scenarios.moves.words import Words


def of_links(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield every link that breaks, of the package itself or of one that follows."""
    for package in dict.fromkeys(found.where for found in broken):
        run = trial.ledger.runs[package]
        for link in run.package.predecessors:
            before = trial.ledger.runs.get(link.package)
            if before is None:
                continue
            if run.start >= start_after(link, before, run.end - run.start):
                continue
            if package == trial.run.id:
                yield Reason(
                    cause=Cause.LINK,
                    text=_waits(link, before, run, trial.words),
                    packages=(before.id,),
                )
            elif before.id == trial.run.id:
                yield Reason(
                    cause=Cause.LINK,
                    text=f"{package}, which follows "
                    f"{before.id}, starts on {trial.words.first(run.start)}",
                    packages=(package,),
                )


def _waits(link: Link, before: Run, run: Run, words: Words) -> str:
    """Return what one link makes a package wait for."""
    of_start = link.type in {LinkType.START_START, LinkType.START_FINISH}
    to_end = link.type in {LinkType.FINISH_FINISH, LinkType.START_FINISH}
    does = "starts" if of_start else "ends"
    on = words.first(before.start) if of_start else words.end(before)
    if not link.lag and not to_end:
        return f"{run.id} waits for {before.id}, which {does} on {on}"
    distance = ""
    if link.lag:
        side = "after" if link.lag > 0 else "before"
        distance = f"earlier than {words.periods(abs(link.lag))} {side} "
    else:
        distance = "before "
    verb = "end" if to_end else "start"
    return f"{run.id} may not {verb} {distance}{before.id} {does}, on {on}"


def of_windows(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield the release, the earliest and the latest day that are not kept."""
    run, timeline = trial.run, trial.ledger.timeline
    name = run.id
    if not any(found.where == run.id for found in broken):
        return
    release, earliest = run.project.release, run.package.earliest
    if release is not None and run.start < timeline.from_day(release):
        project = run.project.id
        yield _date(f"{project} is released on {day(release)}")
    if earliest is not None and run.start < timeline.from_day(earliest):
        yield _date(f"{name} may not start before {day(earliest)}")
    latest = run.package.latest
    if latest is not None and run.end > timeline.holding(latest) + 1:
        yield _date(f"{name} has to end by {day(latest)}")


def of_now(trial: Trial, _broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield that what has not started starts now at the earliest."""
    now = trial.words.first(trial.ledger.now)
    yield _date(f"what has not started starts on {now} at the earliest")


def of_deadlines(trial: Trial, broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield every deadline that is missed."""
    for package in dict.fromkeys(found.where for found in broken):
        project = trial.ledger.runs[package].project
        deadline = day(project.deadline)
        yield _date(f"{project.id} has to end by {deadline}")


def of_horizon(trial: Trial, _broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield that the timeline ends."""
    yield _date(f"the timeline ends on {trial.words.last(trial.ledger.horizon)}")


def of_locks(trial: Trial, _broken: Sequence[BrokenRule]) -> Iterator[Reason]:
    """Yield the locks of the start that are not kept."""
    locks, start = trial.run.package.locks, trial.run.start
    holding = trial.ledger.timeline.holding
    name = trial.run.id
    for moment, kept, text in (
        (locks.start_on, start.__eq__, "on"),
        (locks.start_from, start.__ge__, "on or after"),
        (locks.start_until, start.__le__, "on or before"),
    ):
        if moment is not None and not kept(holding(moment)):
            locked = f"{name} is locked to start {text} {day(moment)}"
            yield Reason(cause=Cause.LOCK, text=locked)


def _date(text: str) -> Reason:
    return Reason(cause=Cause.DATE, text=text)
