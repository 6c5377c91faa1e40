"""What changes against the running plan: people, packages and projects, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.measures import dropped, moves, releases
from optimizer.plan.units import in_hundredths
from scenarios.moves.entries import (
    Move,
    MoveList,
    PackageChange,
    PackageChangeKind,
    Release,
    Span,
    Stay,
)
from scenarios.moves.people import periods_on
from scenarios.moves.project_changes import project_changes
from scenarios.moves.reason import sentence
from scenarios.moves.reasons import (
    of_dropped,
    of_joining,
    of_new,
    of_package,
    of_release,
)
from scenarios.moves.trial import Trials

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from optimizer.plan.baseline import Baseline
    from optimizer.plan.ledger import Ledger
    from optimizer.plan.plan import Plan
    from optimizer.plan.runs import Run
    from scenarios.situation import Situation


def move_list(situation: Situation, plan: Plan) -> MoveList:
    """Return what a plan changes against the running plan, and why.

    Nothing where there is no running plan to compare with.

    Raises
    ------
    InvalidPlan
        If the plan names things that the portfolio does not have.
    """
    trials = Trials(situation, plan)
    baseline, running = trials.ledger.baseline, situation.baseline
    if baseline is None or running is None:
        return MoveList()
    return MoveList(
        moves=tuple(sorted(_moves(trials, baseline), key=_of_person)),
        releases=tuple(sorted(_releases(trials, baseline), key=_of_person)),
        packages=tuple(sorted(_packages(trials, baseline, running), key=_of_package)),
        projects=tuple(project_changes(trials, running)),
    )


def _moves(trials: Trials, baseline: Baseline) -> Iterator[Move]:
    ledger = trials.ledger
    for person, package in moves.pairs(ledger):
        run = ledger.runs[package]
        when = periods_on(run, person)
        why = of_joining(trials, person, package, baseline)
        yield Move(
            engineer=person,
            package=package,
            project=run.project.id,
            first=ledger.timeline.first_day(when.start),
            last=ledger.timeline.last_day(when.stop - 1),
            hours=in_hundredths(
                sum(sum(hours.values()) for _, on, hours in run.posts if on == person)
            ),
            planned=tuple(_stays(ledger, baseline.runs, person, when)),
            because=sentence(why),
            reasons=why,
        )


def _releases(trials: Trials, baseline: Baseline) -> Iterator[Release]:
    ledger = trials.ledger
    for person, package in releases.pairs(ledger):
        run, when = ledger.runs[package], periods_on(baseline.runs[package], person)
        why = of_release(trials, person, package, baseline)
        yield Release(
            engineer=person,
            package=package,
            project=run.project.id,
            first=ledger.timeline.first_day(when.start),
            last=ledger.timeline.last_day(when.stop - 1),
            instead=tuple(
                _stays(ledger, ledger.runs, person, range(run.start, run.end))
            ),
            because=sentence(why),
            reasons=why,
        )


def _stays(
    ledger: Ledger, runs: Mapping[str, Run], person: str, when: range
) -> Iterator[Stay]:
    """Yield what a plan has a person on in some of these periods, by date."""
    found = [(periods_on(run, person), name) for name, run in runs.items()]
    for on, name in sorted(found, key=lambda each: (each[0].start, each[1])):
        if max(on.start, when.start) < min(on.stop, when.stop):
            yield Stay(
                package=name,
                first=ledger.timeline.first_day(on.start),
                last=ledger.timeline.last_day(on.stop - 1),
            )


def _packages(
    trials: Trials, baseline: Baseline, running: Plan
) -> Iterator[PackageChange]:
    ledger = trials.ledger
    gone = frozenset(dropped.packages(ledger))
    for row in running.packages:
        if row.package in gone:
            start = baseline.starts[row.package]
            span = _span(ledger, start, start + row.periods, row.mode)
            yield _dropped(trials, row.package, span)
    for package, run in ledger.runs.items():
        planned = baseline.runs.get(package)
        after = _span(ledger, run.start, run.end, run.mode.id)
        if planned is None:
            yield _new(trials, run, after)
            continue
        before = _span(ledger, planned.start, planned.end, planned.mode.id)
        if before != after:
            yield _changed(trials, run, before, after)


def _dropped(trials: Trials, package: str, before: Span) -> PackageChange:
    known = trials.ledger.directory.packages.get(package)
    why = of_dropped(trials, package)
    return PackageChange(
        kind=PackageChangeKind.DROPPED,
        package=package,
        project=known[0].id if known else None,
        before=before,
        because=sentence(why),
        reasons=why,
    )


def _new(trials: Trials, run: Run, after: Span) -> PackageChange:
    why = of_new(trials, run.id)
    return PackageChange(
        kind=PackageChangeKind.NEW,
        package=run.id,
        project=run.project.id,
        after=after,
        because=sentence(why),
        reasons=why,
    )


def _changed(trials: Trials, run: Run, before: Span, after: Span) -> PackageChange:
    baseline = trials.ledger.baseline
    assert baseline is not None
    shift = run.start - baseline.starts[run.id]
    kind = PackageChangeKind.LENGTH
    if shift:
        later = shift > 0
        kind = PackageChangeKind.LATER if later else PackageChangeKind.EARLIER
    elif before.mode != after.mode:
        kind = PackageChangeKind.MODE
    why = of_package(trials, run.id, baseline)
    return PackageChange(
        kind=kind,
        package=run.id,
        project=run.project.id,
        before=before,
        after=after,
        shift=shift,
        because=sentence(why),
        reasons=why,
    )


def _span(ledger: Ledger, start: int, end: int, mode: str) -> Span:
    first = ledger.timeline.first_day(start)
    last = ledger.timeline.last_day(end - 1) if end > start else first
    return Span(first=first, last=last, periods=end - start, mode=mode)


def _of_person(entry: Move | Release) -> tuple[date, str, str]:
    return entry.first, entry.package, entry.engineer


def _of_package(entry: PackageChange) -> tuple[date, str]:
    span = entry.after or entry.before
    assert span is not None
    return span.first, entry.package
